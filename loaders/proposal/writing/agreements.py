"""Writing agreements that were found, with what a person has to confirm or to write."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from loaders.proposal.finding.found import GENERAL, FoundAgreement
from loaders.proposal.writing.names import agreement_id, listed_names, written_name
from loaders.reading.compact.expand.names import Names
from loaders.reading.compact.reduce.yaml_text import flow

CONFIRM: Final = "  # confirm"
NAMED: Final = ", or write `name` if the source has one"
SIDES: Final = 2
BOTH_SIDES: Final = "Both sides are those of the agreement that was named before."
HERE: Final = "The place called here in a report is that of its dateline."


@dataclass(frozen=True)
class Worded:
    """What a model says of an agreement, besides what can be found: names, and its own words."""

    name: str = ""
    our_name: str = ""
    says: str = ""
    signatories: tuple[str, ...] = ()


NO_WORDS: Final = Worded()


def agreement_lines(
    found: Sequence[FoundAgreement],
    names: Names,
    document_year: str,
    worded: Sequence[Worded] = (),
    language: str = "en",
) -> Iterator[str]:
    """Yield the lines of the section of agreements.

    Args:
        found: the agreements.
        names: all known names.
        document_year: the year of the report, for addresses.
        worded: what a model says of each, if one was asked.
        language: that of the report.
    """
    if not found:
        yield "# No agreement was found. If there is one:"
        yield "# agreements:"
        yield "#   - {our_name: , id: , kind: , at: , says: , status: , parties: []}"
        return
    yield "agreements:"
    given = Counter[str]()
    for number, one in enumerate(found):
        year = one.when.resolved.value[:4] if one.when else document_year
        end = agreement_id(one.parties, one.kind, year)
        given[end] += 1
        unique = end if given[end] == 1 else f"{end}-{given[end]}"
        said = worded[number] if worded else NO_WORDS
        yield f"  - our_name: {flow(said.our_name or _name(one))}{CONFIRM}{NAMED * (not said.name)}"
        if said.name:
            yield f"    name: {flow({language: said.name})}{CONFIRM}"
        yield f"    id: {flow(unique)}"
        yield from _agreement(one, names, said)


def _agreement(one: FoundAgreement, names: Names, said: Worded) -> Iterator[str]:
    unsure = ": no word says the kind" if one.kind == GENERAL else ""
    yield f"    kind: {one.kind}{CONFIRM}{unsure}"
    yield f"    at: {one.at[0]}{_further(one)}"
    yield f"    says:{_says(one, said)}"
    yield f"    sure: {_sure(one, said)}"
    if one.pointed:
        yield f"    inferred: {flow(BOTH_SIDES)}"
    yield f"    status: {_status(one)}{CONFIRM}"
    yield from _date(one)
    yield from _where(one, names)
    yield from _parties(one, names)
    if said.signatories:
        yield f"    signatories: {flow(list(said.signatories))}{CONFIRM}"
    yield from _evidence(one)


def _says(one: FoundAgreement, said: Worded) -> str:
    if said.says:
        return f" {flow(said.says)}{CONFIRM}: these are the model's words"
    return f"  # what {_place(one.at[0])} says of it, in your own words"


def _sure(one: FoundAgreement, said: Worded) -> str:
    clear = len(one.parties) >= SIDES and not one.pointed and said is NO_WORDS
    return "medium" if clear else "low"


def _name(one: FoundAgreement) -> str:
    kind = "agreement" if one.kind == GENERAL else one.kind.replace("_", " ")
    label = kind[0].upper() + kind[1:]
    return f"{label} of {listed_names(one.parties)}" if one.parties else label


def _status(one: FoundAgreement) -> str:
    since = one.as_of.resolved.value if one.as_of else ""
    return f"{{status: {one.status}, as_of: {since}}}" if since else one.status


def _place(at: str) -> str:
    return f"paragraph {at}" if at[:1].isdigit() else f"the {at}"


def _further(one: FoundAgreement) -> str:
    return f"  # also: {', '.join(one.at[1:])}" if len(one.at) > 1 else ""


def _date(one: FoundAgreement) -> Iterator[str]:
    if one.when:
        yield f"    date: {one.when.resolved.value}{CONFIRM}"
        yield f"    date_basis: {one.when.resolved.basis}"
    else:
        yield f"    not_stated: date{CONFIRM}: none was found"


def _where(one: FoundAgreement, names: Names) -> Iterator[str]:
    if one.where:
        yield f"    place: {flow(written_name(one.where.thing, names, 'Place'))}{CONFIRM}"
    else:
        yield "    # place: none was found"


def _parties(one: FoundAgreement, names: Names) -> Iterator[str]:
    some = [written_name(party, names, "Actor") for party in one.parties]
    if not some:
        yield f"    parties_stated: none{CONFIRM}: no known name was found"
    elif len(some) < SIDES:
        yield f"    parties: {flow(some)}  # add the other: no other known name was found"
    else:
        yield f"    parties: {flow(some)}{CONFIRM}"


def _evidence(one: FoundAgreement) -> Iterator[str]:
    """Yield evidence of its own for a date or place that does not stand there as it is."""
    inferred = []
    if one.as_of and one.as_of.resolved.rule:
        inferred.append((one.as_of.at, "status", one.as_of.resolved.rule))
    if one.when and one.when.resolved.rule:
        inferred.append((one.when.at, "date", one.when.resolved.rule))
    elif one.when and one.when.at != one.at[0]:
        inferred.append((one.when.at, "date", ""))
    if one.where and one.where.by_dateline:
        inferred.append((one.where.at, "place", HERE))
    if inferred:
        yield "    evidence:"
    for at, aspect, rule in inferred:
        yield f"      - at: {at}"
        yield f"        for: {aspect}"
        yield f"        says:  # what {_place(at)} says of the {aspect}, in your own words"
        yield f"        sure: {'low' if rule else 'medium'}"
        if rule:
            yield f"        inferred: {flow(rule)}"
