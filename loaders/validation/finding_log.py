"""Collecting findings in bounded memory: the first of each kind, and how many others."""

from collections import Counter, defaultdict
from typing import Final

from loaders.validation.report import Kind, More, Violation
from loaders.validation.terms.finding import Severity
from loaders.validation.terms.statement_checks import DECLARED

# Findings of one kind that are told one by one, and kinds; what is beyond is only counted.
MOST_TOLD: Final = 100
MOST_KINDS: Final = 1_000
OTHER: Final = "findings of other kinds."


class FindingLog:
    """What one validation found."""

    def __init__(self) -> None:
        self._told: defaultdict[Kind, list[Violation]] = defaultdict(list)
        self._numbers: Counter[Kind] = Counter()

    def add(self, one: Violation, message: str) -> None:
        """Take in a finding; `message` is the part of its message that others have too."""
        kind = Kind(one.file, one.dataset, one.severity, one.shape, one.path, message)
        if kind not in self._numbers and len(self._numbers) >= MOST_KINDS:
            self._numbers[Kind(None, None, one.severity, "", None, OTHER)] += 1
            return
        self._numbers[kind] += 1
        told = self._told[kind]
        told.append(one)
        if len(told) > 2 * MOST_TOLD:
            self._cut(told)

    def told(self, severity: Severity) -> tuple[Violation, ...]:
        """Return the findings of a severity that are told, in the order of files and lines."""
        for told in self._told.values():
            self._cut(told)
        of_it = (told for kind, told in self._told.items() if kind.severity == severity)
        return tuple(sorted((one for told in of_it for one in told), key=_order))

    def more(self) -> tuple[More, ...]:
        """Return how many findings of each kind are not told."""
        counted = ((kind, n - len(self._told.get(kind, ()))) for kind, n in self._numbers.items())
        return tuple(More(kind, number) for kind, number in counted if number)

    @staticmethod
    def _cut(told: list[Violation]) -> None:
        """Keep the first by line, so that they do not depend on the order of coming."""
        told.sort(key=_order)
        del told[MOST_TOLD:]


def _order(one: Violation) -> tuple[str, int, bool, str, str, str]:
    """Return what findings are ordered by: on one line a misspelt term, the cause, is first."""
    cause = one.shape == DECLARED
    return str(one.file), one.line or 0, not cause, one.node, one.path or "", one.message
