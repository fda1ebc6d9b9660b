"""Whether a query looks at each row by itself, so that it can be asked of many rows at once."""

from collections.abc import Iterator, Sequence
from typing import Final

from loaders.reading.tables.sparql_words import Word, words

# What a row is said to do with each subject that the query makes of it.
STATES: Final = "tag:coopgraph,2026:states"
# What may see several rows together, or a part of them.
ACROSS: Final = {"SELECT", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "GRAPH", "[", "^"}
# Words that may stand where a triple begins, and begin none.
CLAUSES: Final = {"WHERE", "OPTIONAL", "UNION", "MINUS", "FILTER", "BIND", "VALUES"}


def of_many_rows(text: str) -> str | None:
    """Return a query that can be asked of many rows at once, and tells which row states what.

    It is made of the words of the query: its template gets one triple more, in which the row
    states each subject. None where the query may see several rows together, since more than one
    variable, or no variable, has properties in it: that one is to be asked row by row.
    """
    every = list(words(text.replace("^^", "  ")))
    template = _template(every)
    if template is None:
        return None
    pattern = [one for one in every[template.stop :] if one.kind != "space"]
    if any(one.text.upper() in ACROSS for one in pattern):
        return None
    rows = {one.text[1:] if one.kind == "variable" else "" for one in _subjects(pattern)}
    if len(rows) != 1 or "" in rows:
        return None
    made = [one for one in every[template] if one.kind != "space"]
    subjects = {f"?{one.text[1:]}" for one in _subjects(made) if one.kind == "variable"}
    row = f"?{rows.pop()}"
    told = f" {row} <{STATES}> {' , '.join(sorted({row, *subjects}))} . "
    at = len("".join(one.text for one in every[: template.start + 1]))
    return text[:at] + told + text[at:]


def _template(every: Sequence[Word]) -> slice | None:
    """Return where the template is, from its bracket on; None where there is none."""
    construct = next(n for n, one in enumerate(every) if one.text.upper() == "CONSTRUCT")
    begin = next(n for n in range(construct + 1, len(every)) if every[n].kind != "space")
    if every[begin].text != "{":
        return None
    end = next(n for n in range(begin, len(every)) if every[n].text == "}")
    return slice(begin, end + 1)


def _subjects(some: Sequence[Word]) -> Iterator[Word]:
    """Yield the words with which triples begin."""
    begins, depth, listing = False, 0, False
    for one in some:
        if one.text in "()":
            depth += 1 if one.text == "(" else -1
            begins = one.text == ")"
        elif depth or listing:
            listing = listing and one.text != "}"
            begins = begins or one.text == "}"
        elif one.text in "{}.":
            begins = True
        elif one.kind == "word" and one.text.upper() in CLAUSES:
            listing = one.text.upper() == "VALUES"
            begins = False
        elif begins:
            yield one
            begins = False
