"""Finding which organization of the graph a record is of; what is not sure is left to people."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from loaders.registers.known import Known, Thing
from loaders.registers.records import Record, same_form
from ontology.folding import fold
from ontology.namespaces import COOP, SKOS

EXACT: Final = SKOS + "exactMatch"
# Letters of a name in a Latin script that is sure to be no acronym.
SHORT: Final = 5
# From 0 to 100, how near names must be to be told, and what the same name is worth.
NEAR: Final = 85
SAME: Final = 100
# Words of a name by which names that are much like it are found.
MOST_WORDS: Final = 2
# Records that are kept for each organization.
MOST_KEPT: Final = 5
OTHER_CLASS: Final = "the same name and country, but one is a company and the other is not"


@dataclass(frozen=True)
class Candidate:
    """A record that may be of an organization: how near it is, and what speaks for it.

    Attributes:
        by: `identifier`, `name` (with the country), or empty where it is too weak to be taken.
    """

    iri: str
    record: Record
    score: int
    reason: str
    by: str = ""


@dataclass(frozen=True)
class Matches:
    """Which record is of which organization, and what is for people to decide."""

    taken: dict[str, Candidate]
    review: list[Candidate]


class Matcher:
    """Compares records with organizations, one after the other, and then decides."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._countries = {iri: known.countries(iri) for iri in known.organizations}
        self._by_identifier = defaultdict[str, set[str]](set)
        self._by_name = defaultdict[str, set[str]](set)
        self._found = defaultdict[str, list[Candidate]](list)
        for iri, one in known.organizations.items():
            for same in (iri, *one.values(EXACT)):
                self._by_identifier[same_form(same)].add(iri)
            for name, _ in one.names:
                self._by_name[fold(name)].add(iri)
        self._by_word = self._words()

    def _words(self) -> dict[str, list[tuple[str, str]]]:
        """Return names by those words of each that the fewest names have."""
        names = [(name, iri) for name, iris in self._by_name.items() for iri in iris]
        how_many = Counter(word for name, _ in names for word in set(name.split()))
        found = defaultdict[str, list[tuple[str, str]]](list)
        for name, iri in names:
            rarest = sorted(set(name.split()), key=lambda one: (how_many[one], -len(one), one))
            for word in rarest[:MOST_WORDS]:
                found[word].append((name, iri))
        return dict(found)

    def see(self, record: Record) -> None:
        """Note of which organizations a record may be."""
        best = dict[str, Candidate]()
        for one in (*self._identified(record), *self._called(record), *self._near(record)):
            if one.iri not in best or _rank(one) < _rank(best[one.iri]):
                best[one.iri] = one
        for one in best.values():
            kept = self._found[one.iri]
            kept.append(one)
            kept.sort(key=_rank)
            # One more than is told, so that several are seen to be several.
            del kept[MOST_KEPT + 1 :]

    def _identified(self, record: Record) -> Iterator[Candidate]:
        for same in (record.iri, *record.same):
            for iri in self._by_identifier.get(same_form(same), ()):
                yield Candidate(iri, record, SAME, f"the identifier {same}", "identifier")

    def _called(self, record: Record) -> Iterator[Candidate]:
        """Yield organizations that are called the same."""
        for name in record.names:
            folded = fold(name.text)
            for iri in self._by_name.get(folded, ()):
                countries = self._countries[iri]
                if not countries or not record.countries:
                    yield Candidate(iri, record, SAME, "the same name; no country to compare")
                elif countries & record.countries:
                    yield self._in_country(iri, record, name.kind, folded)

    def _in_country(self, iri: str, record: Record, kind: str, name: str) -> Candidate:
        if kind == "acronym" or (name.isascii() and len(name) < SHORT):
            return Candidate(iri, record, NEAR, "the same acronym and country")
        if not may_be(record, self._known.organizations[iri]):
            return Candidate(iri, record, SAME, OTHER_CLASS)
        return Candidate(iri, record, SAME, "the same name and country", "name")

    def _near(self, record: Record) -> Iterator[Candidate]:
        """Yield organizations of the same country with a name that is much like one of these."""
        for name in record.names:
            folded = fold(name.text)
            for word in set(folded.split()):
                for other, iri in self._by_word.get(word, ()):
                    if other == folded or not self._countries[iri] & record.countries:
                        continue
                    score = fuzz.WRatio(folded, other, score_cutoff=NEAR)
                    if score:
                        reason = "a name that is much like it, and the same country"
                        yield Candidate(iri, record, min(SAME - 1, round(score)), reason)

    def matches(self) -> Matches:
        """Decide: taken is what is one to one, by an identifier or else by name and country."""
        identified = {
            one.record.iri
            for found in self._found.values()
            for one in found
            if one.by == "identifier"
        }
        sure = {iri: _surest(found, identified) for iri, found in self._found.items()}
        claimed = defaultdict[str, set[str]](set)
        for iri, some in sure.items():
            for one in some:
                claimed[one.record.iri].add(iri)
        taken = {
            iri: some[0]
            for iri, some in sure.items()
            if len(some) == 1 and len(claimed[some[0].record.iri]) == 1
        }
        review = [
            _told(one, sure[iri], claimed[one.record.iri])
            for iri in sorted(self._found)
            if iri not in taken
            for one in self._found[iri][:MOST_KEPT]
        ]
        of_others = {one.record.iri for one in taken.values()}
        return Matches(taken, [one for one in review if one.record.iri not in of_others])


def may_be(record: Record, thing: Thing) -> bool:
    """Say whether the class of a record is that of an organization, as far as is known."""
    is_company = COOP + "Company" in thing.types
    return not record.type or (record.type == "Company") == is_company


def _rank(one: Candidate) -> tuple[bool, bool, int, str]:
    return one.by != "identifier", one.by != "name", -one.score, one.record.id


def _surest(found: Collection[Candidate], identified: Collection[str]) -> list[Candidate]:
    """Return the candidates by identifier; where there is none, those by name and country.

    A record that has an identifier of one organization is of no other that is called the same.
    """
    by_identifier = [one for one in found if one.by == "identifier"]
    return by_identifier or [
        one for one in found if one.by == "name" and one.record.iri not in identified
    ]


def _told(one: Candidate, sure: Collection[Candidate], claimed: Collection[str]) -> Candidate:
    """Return a candidate with why it was not taken."""
    if one.by and len(sure) > 1:
        reason = f"{one.reason}, as {len(sure) - 1} other record(s)"
    elif one.by and len(claimed) > 1:
        reason = f"{one.reason}, as {len(claimed) - 1} other organization(s) of the graph"
    else:
        reason = one.reason
    return Candidate(one.iri, one.record, one.score, reason, one.by)
