"""Clients that ask as a page does: `fetch` in a loop, in a headless Chromium."""

import os
import shutil
import time
from collections import Counter
from contextlib import AbstractContextManager, ExitStack
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from bench.api.clients.jobs import PAUSE, Job, Request, Told

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS: Final = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# Connections that a browser has to one host; more clients are more browsers.
CONNECTIONS: Final = 6
# All pages are told to begin before they do, so that they begin together.
LOOP: Final = """
async ({urls, clients, requests, seconds, pause, at}) => {
  const clock = () => (performance.timeOrigin + performance.now()) / 1000;
  const told = {latencies: [], refused: 0, failures: {}};
  await new Promise(resolve => setTimeout(resolve, (at - clock()) * 1000));
  told.began = clock();
  let next = 0;
  const loop = async () => {
    while (next < requests && clock() - told.began < seconds) {
      const url = urls[next++ % urls.length];
      const began = performance.now();
      try {
        const answer = await fetch(url, {cache: "no-store"});
        await answer.arrayBuffer();
        if (answer.ok) {
          told.latencies.push((performance.now() - began) / 1000);
        } else if (answer.status === 503 && answer.headers.has("Retry-After")) {
          told.refused++;
          await new Promise(resolve => setTimeout(resolve, pause * 1000));
        } else {
          const kind = `HTTP ${answer.status}`;
          told.failures[kind] = (told.failures[kind] || 0) + 1;
        }
      } catch (error) {
        told.failures[error.name] = (told.failures[error.name] || 0) + 1;
      }
    }
  };
  await Promise.all(Array.from({length: clients}, loop));
  told.ended = clock();
  window.told = told;
}
"""


def chromium() -> str | None:
    """Return the program of an installed Chromium."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Pages(AbstractContextManager["Pages"]):
    """Pages of our own origin, in as many browsers as are needed: they stay open."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._pages: list[Page] = []
        self._browser: Browser | None = None

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def do(self, job: Job) -> Told:
        """Do a job, of requests that are one GET each."""
        urls = [call.url for calls in job.asks for call in calls if isinstance(call, Request)]
        pages = self._open(-(-job.clients // CONNECTIONS), urls[0])
        at = time.time() + 0.2 + 0.02 * len(pages)
        for number, page in enumerate(pages):
            share = {
                "urls": urls[number % len(urls) :] + urls[: number % len(urls)],
                "clients": _share(job.clients, number, len(pages)),
                "requests": _share(job.requests, number, len(pages)),
                "seconds": job.seconds,
            }
            _begin(page, {**share, "pause": PAUSE, "at": at})
        told = [_told(page) for page in pages]
        for one in told[1:]:
            told[0].join(one)
        return told[0]

    def _open(self, number: int, url: str) -> list[Page]:
        place = urlsplit(url)
        while len(self._pages) < number:
            # A context has connections of its own, as another browser has; what is asked for
            # has a policy that need not allow its scripts to ask for more.
            page = self._launched().new_context(bypass_csp=True).new_page()
            page.goto(f"{place.scheme}://{place.netloc}/health/live")
            self._pages.append(page)
        return self._pages[:number]

    def _launched(self) -> Browser:
        if self._browser is None:
            sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
            playwright = self._stack.enter_context(sync_playwright())
            self._browser = playwright.chromium.launch(
                executable_path=chromium(), args=[*ARGUMENTS, *sandbox]
            )
            self._stack.callback(self._browser.close)
        return self._browser


def _share(whole: int, number: int, parts: int) -> int:
    return whole // parts + (number < whole % parts)


def _begin(page: Page, given: dict[str, Any]) -> None:
    page.evaluate("window.told = null")
    page.evaluate(f"given => {{ ({LOOP})(given) }}", given)


def _told(page: Page) -> Told:
    page.wait_for_function("window.told", timeout=0)
    found = page.evaluate("window.told")
    return Told(**{**found, "failures": Counter(found["failures"])})
