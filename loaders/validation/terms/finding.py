"""A finding of validation, before it is located."""

from typing import Literal, NamedTuple

from loaders.validation.terms.terms import Term

# `undecided`: a violation, unless a half-loaded dataset says what is missing.
Severity = Literal["violation", "undecided", "warning"]


class Finding(NamedTuple):
    """A violation before it is known which file and line state it; `path` is an IRI.

    `too_many` says that the values are fine one by one, but there are more than there may be.
    `found` is the value at fault, as N-Triples writes it, and `others` are the datasets at fault
    where these are not what is judged.
    """

    node: str
    shape: str
    path: str | None
    message: str
    severity: Severity
    too_many: bool = False
    found: Term | None = None
    others: tuple[str, ...] = ()
