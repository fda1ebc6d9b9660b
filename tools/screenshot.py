"""Make the picture of the README: `python -m tools.screenshot docs/browser.png`.

It needs Chromium, and a `make run` that goes on meanwhile.
"""

import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import expect

from graph.database.local import LocalServer
from tests.browser.window import Window, chromium, window

# In an order, so that the nodes find the same places each time.
QUERY: Final = """\
MATCH parties = (agreement:Agreement)<-[tie:PARTY_TO|SIGNED]-()
WHERE EXISTS { (agreement)<-[:STATUS_OF]-()-[:STATUS]->(is) WHERE is.code = 'signed' }
OPTIONAL MATCH centre = (agreement)-[:SETS_UP]->()
RETURN * ORDER BY agreement.name, tie.participation"""
# Milliseconds until the nodes have found their places.
SETTLED: Final = 4_000


def main(picture: Path) -> None:
    """Log in, ask, and take the picture."""
    server, program = LocalServer().status(), chromium()
    if not (server.browser and program):
        sys.exit("This needs `make run` to go on meanwhile, and Chromium to be installed.")
    with window(program) as reader:
        reader.log_in(server.browser, server.user, server.password_file.read_text("utf-8").strip())
        reader.open("Use the colours")
        expect(reader.newest).to_contain_text("node.Company")
        reader.ask(QUERY)
        expect(reader.newest.locator("g.node").first).to_contain_text(" ")
        enlarge(reader)
        reader.page.screenshot(path=picture)


def enlarge(reader: Window) -> None:
    """Show the graph alone, as large as the window."""
    reader.newest.get_by_title("Fullscreen").click()
    reader.page.get_by_title("Collapse the node properties display").click()
    reader.page.wait_for_timeout(SETTLED)
    reader.page.get_by_label("zoom-to-fit").click()
    reader.page.wait_for_timeout(SETTLED)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
