"""The Neo4j Browser in headless Chromium, used as a reader uses it. Nothing outside is reached."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Locator, Page, expect, sync_playwright

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The Browser asks for fonts and counts its visitors; neither must matter.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
SIZE: Final = (1280, 800)
PATIENCE: Final = 60_000
# What the Browser itself knows of the relationships that it draws.
TIES: Final = """drawn => drawn.map(one => one.__data__).map(
    tie => [tie.source.propertyMap.name ?? "", tie.type, tie.target.propertyMap.name ?? ""])"""


def chromium() -> str | None:
    """Return the program of an installed Chromium."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def window(program: str) -> Iterator["Window"]:
    """A window of a Chromium that knows nothing yet, closed at the end."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS, *sandbox])
        page = chrome.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        try:
            yield Window(page)
        finally:
            chrome.close()


class Window:
    """What a reader can do and see there."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def log_in(self, address: str, user: str, password: str) -> None:
        """Open the Browser and log in."""
        self.page.goto(address)
        self.page.get_by_test_id("username").fill(user)
        self.page.get_by_test_id("password").fill(password)
        self.page.get_by_test_id("connect").click()

    @property
    def newest(self) -> Locator:
        """The topmost frame: what was asked for last."""
        return self.page.get_by_test_id("frame").first

    def frame(self, text: str) -> Locator:
        """The topmost frame with this text."""
        return self.page.get_by_test_id("frame").filter(has_text=text).first

    def open(self, link: str) -> None:
        """Follow a link of the guide."""
        self.page.locator("a[data-exec]", has_text=link).first.click()

    def run(self, block: Locator) -> None:
        """Put a block of the guide into the editor, and run it."""
        block.click()
        self.page.keyboard.press("Control+Enter")

    def ask(self, text: str) -> None:
        """Write into the editor, and run it."""
        self.page.get_by_test_id("activeEditor").click()
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Control+Enter")

    def captions(self) -> set[str]:
        """What stands in the nodes of the newest frame; lines and cuts are the Browser's."""
        nodes = self.newest.locator("g.node")
        expect(nodes.first).to_contain_text(" ")
        return {" ".join(text.split()) for text in nodes.all_text_contents()} - {""}

    def ties(self) -> set[tuple[str, str, str]]:
        """The relationships that the newest frame draws, each with the names of its ends."""
        drawn = self.newest.locator("g.relationship").evaluate_all(TIES)
        return {(start, kind, end) for start, kind, end in drawn}

    def expand(self, caption: str) -> None:
        """Double-click a node of the newest frame, and wait for its neighbours."""
        nodes = self.newest.locator("g.node")
        before = nodes.count()
        words = r"\s+".join(map(re.escape, caption.split()))
        node = nodes.filter(has_text=re.compile(rf"^\s*{words}\s*$"))
        # It may lie outside of the window, which a mouse would move first.
        node.dispatch_event("dblclick")
        expect(nodes.nth(before)).to_be_attached()
