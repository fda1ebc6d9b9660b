"""The page at `/docs` in a real Chromium that reaches nothing but this machine."""

import os
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx2
import pytest
from playwright.sync_api import ConsoleMessage, Page, Response, expect

from graph.database.driver import Database
from tests.api.support import PATIENCE, serving
from tests.browser.window import NAMES, chromium, window

pytestmark = pytest.mark.long

NO_CHROMIUM = f"The page at /docs is not tested: no {' or '.join(NAMES)} is on this machine."
# The page's own policy tells of what it stopped also where nothing else shows it.
TELL = """document.addEventListener("securitypolicyviolation",
    (event) => console.error("stopped: " + event.violatedDirective + " " + event.blockedURI));"""


@dataclass
class Visit:
    """A page, and what happened beside what it shows."""

    page: Page
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)
    policy: str = ""

    def watch(self) -> None:
        """Note every request, and every complaint of the console, the page and its policy."""
        self.page.add_init_script(TELL)
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("requestfailed", lambda request: self.complaints.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _answered(self, response: Response) -> None:
        if not response.ok:
            self.complaints.append(f"{response.status} {response.url}")
        if response.request.is_navigation_request():
            self.policy = response.headers["content-security-policy"]


@pytest.fixture(scope="module")
def api(loaded: Database) -> Iterator[httpx2.Client]:
    """A client of a running API."""
    with (
        serving(lambda: nullcontext(loaded)) as address,
        httpx2.Client(base_url=address, timeout=PATIENCE) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def visit(api: httpx2.Client) -> Iterator[Visit]:
    """A visit of the page, from which the tests go on one after the other."""
    program = chromium()
    if program is None and os.environ.get("COOPGRAPH_REQUIRE_CHROMIUM"):
        pytest.fail(NO_CHROMIUM)
    if program is None:
        pytest.skip(NO_CHROMIUM)
    with window(program) as reader:
        visit = Visit(reader.page)
        visit.watch()
        visit.page.goto(str(api.base_url.join("/docs")))
        yield visit


def test_every_operation_is_shown(visit: Visit, api: httpx2.Client) -> None:
    paths = api.get("/openapi.json").json()["paths"]
    shown = visit.page.locator(".opblock-summary-path")
    expect(shown).to_have_count(len(paths), timeout=PATIENCE * 1_000)
    # Swagger UI puts marks into paths where a line may break.
    assert {text.replace("\u200b", "") for text in shown.all_text_contents()} == set(paths)


def test_an_operation_can_be_tried(visit: Visit, api: httpx2.Client) -> None:
    visit.page.locator("#operations-queries-actor .opblock-summary-control").click()
    block = visit.page.locator("#operations-queries-actor")
    block.locator('[data-param-name="actor"] input').fill("Huawei")
    block.get_by_role("button", name="Execute").click()
    answer = block.locator(".live-responses-table .response").first
    status = answer.locator(".response-col_status")
    expect(status).to_contain_text("200", timeout=PATIENCE * 1_000)
    expect(answer).to_contain_text("company/huawei")


def test_nothing_comes_from_elsewhere_and_nothing_was_stopped(
    visit: Visit, api: httpx2.Client
) -> None:
    visit.page.wait_for_load_state("networkidle")
    # What is drawn from `data:` has no host.
    assert visit.hosts - {""} == {f"{api.base_url.host}:{api.base_url.port}"}
    assert visit.complaints == []
    assert "unsafe" not in visit.policy
    assert "//" not in visit.policy
    assert "default-src 'none'" in visit.policy


def test_the_page_names_no_other_address(api: httpx2.Client) -> None:
    assert "://" not in api.get("/docs").text
    assert api.get("/docs/__init__.py").status_code == 404
    assert api.get("/docs?theme=x").status_code == 400
