"""The real Neo4j Browser in a real Chromium: it plays the guide, which asks the loaded data.

The tests are one visit: each goes on where the one before it left off.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from playwright.sync_api import Locator, expect

from graph.database.driver import Database
from graph.database.local import LocalServer
from tests.api.support import serving
from tests.browser.test_style import rules
from tests.browser.window import NAMES, Window, chromium, window

pytestmark = pytest.mark.long

AGREEMENT = "Cooperation agreement of CICG and Huawei"
NO_CHROMIUM = f"The Neo4j Browser is not tested: there is no {' or '.join(NAMES)} on this machine."


@pytest.fixture(scope="module")
def program() -> str:
    """An installed Chromium."""
    found = chromium()
    if found is None and os.environ.get("COOPGRAPH_REQUIRE_CHROMIUM"):
        pytest.fail(NO_CHROMIUM)
    return found or pytest.skip(NO_CHROMIUM)


@pytest.fixture(scope="module")
def reader(
    program: str, server: LocalServer, loaded: Database, guide_socket: socket.socket
) -> Iterator[Window]:
    """A reader who has logged in to the Browser."""
    status = server.status()
    assert status.browser
    with serving(lambda: nullcontext(loaded), guide_socket), window(program) as reader:
        password = status.password_file.read_text("utf-8").strip()
        reader.log_in(status.browser, status.user, password)
        yield reader


@pytest.fixture
def blocks(reader: Window) -> Locator:
    """The grey blocks of the guide's page on partners: values, table, graph."""
    return reader.frame("One row per partner, agreement and via.").locator("pre.runnable")


def test_the_guide_plays_on_connect(reader: Window) -> None:
    expect(reader.frame("Who partnered with whom on AI")).to_be_visible()


def test_the_guide_asks_for_the_partners_of_huawei(reader: Window, blocks: Locator) -> None:
    reader.open("Partners of an actor")
    reader.run(blocks.nth(0))
    expect(reader.newest).to_contain_text("Successfully set your parameters")
    reader.run(blocks.nth(1))
    expect(reader.newest).to_contain_text("partner_name")
    expect(reader.newest).to_contain_text("China International Communications Group")


def test_nodes_are_captioned_by_name(reader: Window, blocks: Locator) -> None:
    reader.run(blocks.nth(2))
    captions = reader.captions()
    assert "Huawei" in captions
    # Without the style nodes are small, so the Browser cuts long names.
    assert any(caption.startswith("China Inter") for caption in captions)


def test_the_style_colours_by_kind_and_leaves_room_for_names(
    reader: Window, blocks: Locator
) -> None:
    reader.open("Use the colours")
    expect(reader.newest).to_contain_text("node.Company")
    reader.run(blocks.nth(2))
    assert reader.captions() == {
        "Huawei",
        AGREEMENT,
        "China International Communications Group",
    }
    huawei = reader.newest.locator("g.node").filter(has_text="Huawei").filter(has_not_text="CICG")
    expect(huawei.locator("circle.b-outline")).to_have_attribute(
        "fill", rules()["Company"]["color"]
    )


def test_a_double_click_leads_from_huawei_straight_to_its_partner(reader: Window) -> None:
    # Else nodes are small, and the Browser cuts long names.
    reader.open("Use the colours")
    reader.ask("MATCH (huawei:Company {name: 'Huawei'}) RETURN huawei")
    assert reader.captions() == {"Huawei"}
    reader.expand("Huawei")
    assert {"Huawei", AGREEMENT} <= reader.captions()
    assert ("Huawei", "PARTY_TO", AGREEMENT) in reader.ties()
    reader.expand(AGREEMENT)
    assert {"China International Communications Group", "Liu Tao"} <= reader.captions()
    assert reader.ties() >= {
        ("China International Communications Group", "PARTY_TO", AGREEMENT),
        ("Liu Tao", "SIGNED", AGREEMENT),
    }


def test_the_guide_can_stay_at_the_side(reader: Window) -> None:
    reader.open("Keep this guide")
    expect(reader.page.get_by_test_id("guideNextSlide")).to_be_visible()
