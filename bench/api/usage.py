"""What processes took: processor time in a span, and the most memory that they had in it."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

import psutil

from bench.measuring.server import MIB


class Usage:
    """Groups of processes, each with those that they started.

    Args:
        groups: by name, the process ids.
    """

    def __init__(self, groups: Mapping[str, Iterable[int]]) -> None:
        self._groups = {name: tuple(pids) for name, pids in groups.items()}
        self.mib = dict.fromkeys(self._groups, 0.0)
        self._before = dict.fromkeys(self._groups, 0.0)

    def begin(self) -> None:
        """Begin the span."""
        self._before = self._seconds()
        self.mib = dict.fromkeys(self._groups, 0.0)
        self.look()

    def look(self) -> None:
        """Look at the memory."""
        for name in self._groups:
            found = self._sum(name, lambda process: process.memory_info().rss)
            self.mib[name] = max(self.mib[name], found / MIB)

    def end(self) -> dict[str, float]:
        """Return how many seconds of a processor each group took since the beginning."""
        self.look()
        return {name: one - self._before[name] for name, one in self._seconds().items()}

    def _seconds(self) -> dict[str, float]:
        return {
            name: self._sum(name, lambda process: sum(process.cpu_times()[:2]))
            for name in self._groups
        }

    def _sum(self, name: str, of: Callable[[psutil.Process], float]) -> float:
        total = 0.0
        for pid in self._groups[name]:
            with suppress(psutil.Error):
                process = psutil.Process(pid)
                for one in (process, *process.children(recursive=True)):
                    with suppress(psutil.Error):  # it has just ended
                        total += of(one)
        return total
