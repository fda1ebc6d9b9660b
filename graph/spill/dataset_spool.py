"""Spooling the records of several datasets to disk, from one walk over all of them."""

import json
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from graph.rdf.records import Statements
from graph.system.closing import Closing
from graph.system.os_errors import room


class DatasetSpool(Closing):
    """Records by dataset, in the order in which they come; to be used in a `with` statement.

    Args:
        datasets: the IRIs of those whose records are kept.
        most_in_memory: characters that wait before they are written.
    """

    def __init__(self, datasets: Collection[str], most_in_memory: int) -> None:
        self._most = most_in_memory
        with room():
            self._folder = tempfile.TemporaryDirectory(
                prefix="coopgraph-", ignore_cleanup_errors=True
            )
        folder = Path(self._folder.name)
        self._paths = {dataset: folder / str(number) for number, dataset in enumerate(datasets)}

    def close(self) -> None:
        """Remove the files."""
        self._folder.cleanup()

    def fill(self, rows: Iterable[tuple[str, Statements]]) -> None:
        """Keep the records of the datasets, each with the IRI of its own.

        Raises:
            LimitExceeded: the temporary folder has no room.
        """
        with room():
            for path in self._paths.values():
                path.touch()
        waiting: dict[str, list[str]] = defaultdict(list)
        size = 0
        for dataset, statements in rows:
            if dataset in self._paths:
                waiting[dataset].append(json.dumps(statements) + "\n")
                size += len(statements)
            if size > self._most:
                self._write(waiting)
                size = 0
        self._write(waiting)

    def of(self, dataset: str) -> Iterator[Statements]:
        """Yield the records of a dataset."""
        with room(), self._paths[dataset].open(encoding="ascii") as lines:
            yield from map(json.loads, lines)

    def _write(self, waiting: dict[str, list[str]]) -> None:
        with room():
            for dataset, lines in waiting.items():
                with self._paths[dataset].open("a", encoding="ascii") as file:
                    file.writelines(lines)
        waiting.clear()
