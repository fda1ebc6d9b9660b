"""A thread that restarts the local server where it has ended by itself.

Java ends itself when its memory is out, and a server may be killed. Pauses between two starts
grow, so that a server that cannot live is not started without end.
"""

import logging
import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Final

from graph.system.closing import Closing
from ontology.errors import CoopgraphError

log = logging.getLogger(__name__)

# Seconds between two looks.
EVERY: Final = 0.5
# Seconds before a start: doubled after each, up to the most, and short again after a server
# that lived for long.
FIRST_PAUSE: Final = 1
LONGEST_PAUSE: Final = 60
LONG: Final = 300


class Watcher(Closing):
    """The thread, from now on until it is closed.

    Args:
        runs: says whether the server runs.
        restart: starts it again where it has ended and nobody stopped it, and says whether it
            did; it gives up when the event is set.
    """

    def __init__(self, runs: Callable[[], bool], restart: Callable[[Event], bool]) -> None:
        self._runs = runs
        self._restart = restart
        self._ended = Event()
        self._pause: float = FIRST_PAUSE
        self._since = time.monotonic()
        self._thread = Thread(target=self._watch, name="watcher of Neo4j", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End it, also while it waits for a start."""
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(EVERY):
            if not self._runs():
                if time.monotonic() - self._since > LONG:
                    self._pause = FIRST_PAUSE
                self._start()

    def _start(self) -> None:
        """Start it after a pause; the next one will be longer."""
        if self._ended.wait(self._pause):
            return
        try:
            if self._restart(self._ended):
                log.warning("The local Neo4j had ended; it was started again.")
                self._grow()
        except CoopgraphError as error:
            if not self._ended.is_set():
                self._grow()
                log.error(  # noqa: TRY400 - the message is enough
                    "The local Neo4j has ended and could not be started again; the next try is "
                    "in %d s. %s",
                    self._pause,
                    error,
                )

    def _grow(self) -> None:
        self._pause = min(2 * self._pause, LONGEST_PAUSE)
        self._since = time.monotonic()
