"""The statements about international organizations and their members in the reference data."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyoxigraph import Triple

from ontology.namespaces import COOP
from tools.statements import Names, Pair, block, evidence, labels, moment, node, supported_by

Entry = dict[str, Any]

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def statements(table: Mapping[str, Any], states: Mapping[str, Names]) -> Iterator[Triple]:
    """Yield all organizations, then all memberships.

    Args:
        table: the organizations, their members and the documents that list these.
        states: the names of all states, by code.
    """
    organizations = table["organization"]
    for path, entry in organizations.items():
        yield from _organization(path, entry)
    named = {path: entry["en"][0] for path, entry in organizations.items()}
    named |= {code: names["en"][0] for code, names in states.items()}
    made: set[str] = set()
    for given in table["members"]:
        for member in given["states"]:
            slug = _slug(given["organization"], member)
            if slug in made:  # it was a member before
                slug += f"-{given['since'][:4]}"
            made.add(slug)
            confidence = table["document"][given["document"]].get("confidence", "high")
            yield from _membership(slug, given, member, named[member], confidence)


def _organization(path: str, entry: Entry) -> Iterator[Triple]:
    """Yield an organization with its names and evidence."""
    key = path.replace("/", "-") + "-names"
    kind = entry.get("kind", "international_organization")
    unit = entry.get("unit_of")
    yield from block(
        path,
        COOP + entry["class"],
        (COOP + "kind", node(f"organization-kind/{kind}")),
        *([(COOP + "unitOf", node(unit))] if unit else ()),
        *([(COOP + "openList", node("aspect/membership"))] if entry.get("open") else ()),
        *labels(entry),
        *supported_by(key),
    )
    said = f"The table gives the names of: {entry['en'][0]}."
    yield from evidence(key, "other-names", f"entry {path}", said)


def _membership(
    slug: str, given: Entry, member: str, name: str, confidence: str
) -> Iterator[Triple]:
    """Yield one membership, with its dates as the document gives them."""
    key = f"membership-{slug}"
    yield from block(
        f"membership/{slug}",
        COOP + "Membership",
        (COOP + "member", node(member if "/" in member else f"state/{member.lower()}")),
        (COOP + "organization", node(given["organization"])),
        *_period(given),
        *supported_by(key),
    )
    yield from evidence(
        key, given["document"], f"entry {name}", _said(name, given), confidence=confidence
    )


def _period(given: Entry) -> Iterator[Pair]:
    if "since" in given:
        yield COOP + "startDate", moment(given["since"])
    else:
        yield COOP + "notStated", node("aspect/date")
    if "until" in given:
        yield COOP + "endDate", moment(given["until"])


def _said(name: str, given: Entry) -> str:
    """Return what the document says of a membership."""
    if "until" in given:
        return f"{name} was a member from {_date(given['since'])} to {_date(given['until'])}."
    if "since" in given:
        return f"{name} has been a member since {_date(given['since'])}."
    return f"{name} is a member."


def _date(text: str) -> str:
    """Return a day, a month or a year as a sentence has it: `8 August 1967`."""
    year, *rest = text.split("-")
    words = [str(int(day)) for day in rest[1:]] + [MONTHS[int(month) - 1] for month in rest[:1]]
    return " ".join([*words, year])


def _slug(organization: str, member: str) -> str:
    """Return the last part of a membership's IRI: `asean-la`."""
    return "-".join(path.rpartition("/")[2].lower() for path in (organization, member))
