"""The queries of `sh:sparql`, as predicates that say whether they certainly find nothing.

One for each query, by the name of its shape and the digest of its text: where a query is changed,
its predicate has to be looked at as well. Each gives True where pySHACL would find nothing with
`$this` bound to the node, else None: then pySHACL is asked.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Final

from loaders.validation.prefilter.look import Look
from loaders.validation.prefilter.property_paths import PathTree
from loaders.validation.prefilter.triple_index import TripleIndex
from loaders.validation.terms.datatypes import usual
from loaders.validation.terms.terms import Term, form, is_literal
from ontology.errors import InvalidVocabulary
from ontology.namespaces import COOP

Predicate = Callable[[Term], bool]


def certainly_empty(
    shape: Term, select: str, prefixes: Mapping[str, str], data: TripleIndex
) -> tuple[Callable[[Term], bool | None], PathTree]:
    """Return the predicate of a query, and what it looks at.

    Args:
        shape: in which the query stands.
        select: its text.
        prefixes: those that are declared for it.
        data: where to look.

    Raises:
        InvalidVocabulary: there is none, or the query is not that of which it was made.
    """
    name = shape[1:-1].removeprefix(COOP)
    known, made_of = PREDICATES.get(name, (None, ""))
    if known is None or digest(select) != made_of:
        raise InvalidVocabulary(
            f"The query of coop:{name} is new or was changed: write or change its predicate in "
            f"loaders/validation/prefilter/named_queries.py, with the digest {digest(select)}."
        )
    reach = PathTree()
    predicate = known(Look(data, prefixes, [reach]))
    return (lambda node: predicate(node) or None), reach


def digest(select: str) -> str:
    """Return what tells a query from another one, whatever its lines and blanks are."""
    return hashlib.sha256(" ".join(select.split()).encode()).hexdigest()[:12]


def _ends_in_order(look: Look) -> Predicate:
    starts, ends = look("coop:date|coop:startDate"), look("coop:endDate")
    return lambda node: not any(_before(*pair) for pair in product(ends(node), starts(node)))


def _codes_begin_with_their_state(look: Look) -> Predicate:
    codes, states = look("coop:isoSubdivision"), look("coop:partOf/coop:isoAlpha2")
    return lambda node: all(
        _is_text(code, of) and form(code).startswith(f"{form(of)}-")
        for code, of in product(codes(node), states(node))
    )


def _no_region_has_its_name(look: Look) -> Predicate:
    names, (states, state) = look("skos:prefLabel|skos:altLabel"), look.along("coop:partOf")
    parts, part = state.along("^coop:partOf")
    types, their_names = part("a"), part("skos:prefLabel|skos:altLabel")
    region = look.term("coop:Region")

    def test(node: Term) -> bool:
        own = {form(one) for one in names(node)}
        return not any(
            region in types(part) and not own.isdisjoint(map(form, their_names(part)))
            for state in states(node)
            for part in parts(state)
        )

    return test


def _evidence_is_later_than_the_agreement(look: Look) -> Predicate:
    statuses, dates = look("coop:realisationStatus"), look("coop:statusOf/^coop:setsUp/coop:date")
    issued = look("coop:hasEvidence/coop:inDocument/dcterms:issued")
    established = look.term("realisation:established")

    def test(node: Term) -> bool:
        if established not in statuses(node):
            return True
        return all(
            any(_is_text(one, date) and form(one) > form(date) for one in issued(node))
            for date in dates(node)
        )

    return test


def _signed_by_two_parties(look: Look) -> Predicate:
    statuses, stated = look("^coop:statusOf/coop:status"), look("coop:partiesStated")
    parts, part = look.along("^coop:inAct")
    roles = part("coop:role")
    actors, actor = part.along("coop:participant")
    types = actor("a")
    agreed = ("status:signed", "status:adopted", "status:in_force")
    signed = {look.term(one) for one in agreed}
    none, group = look.term("parties:none"), look.term("coop:ActorGroup")
    party = look.term("role:party")

    def test(node: Term) -> bool:
        if signed.isdisjoint(statuses(node)) or none in stated(node):
            return True
        parties = {one for has in parts(node) if party in roles(has) for one in actors(has)}
        several = sum(not is_literal(one) for one in parties) > 1
        return several or any(group in types(one) for one in parties)

    return test


def _members_are_no_more_than_counted(look: Look) -> Predicate:
    counts, comparators = look("coop:count"), look("coop:countComparator")
    members, exactly = look("^coop:memberOfSet"), look.term("comparator:exactly")

    def test(node: Term) -> bool:
        if exactly not in comparators(node):
            return True
        number = len(set(members(node)))
        return all(
            is_literal(one)
            and bool(usual(one))
            and form(one).lstrip("+").isdecimal()
            and number <= int(form(one))
            for one in counts(node)
        )

    return test


def _signatories_act_for_a_party(look: Look) -> Predicate:
    roles, people_and_types = look("coop:role"), look.along("coop:participant")
    people, person = people_and_types
    types, parties = person("a"), look("coop:onBehalfOf")
    acts, act = look.along("coop:inAct")
    others, other = act.along("^coop:inAct")
    their_roles, them = other("coop:role"), other("coop:participant")
    signatory, party = look.term("role:signatory"), look.term("role:party")
    human = look.term("coop:Person")

    def test(node: Term) -> bool:
        if signatory not in roles(node):
            return True
        if not any(human in types(one) for one in people(node)):
            return False
        named = set(parties(node))
        return any(
            party in their_roles(one) and not named.isdisjoint(them(one))
            for one_act in acts(node)
            for one in others(one_act)
        )

    return test


def _obligors_are_parties(look: Look) -> Predicate:
    obligors, (acts, act) = look("coop:obligor"), look.along("coop:commitmentOf")
    stated, (parts, part) = act("coop:partiesStated"), act.along("^coop:inAct")
    roles, actors = part("coop:role"), part("coop:participant")
    everyone, party = look.term("parties:all"), look.term("role:party")

    def test(node: Term) -> bool:
        named = set(obligors(node))
        return not any(map(is_literal, named)) and all(
            named <= {who for has in parts(one) if party in roles(has) for who in actors(has)}
            for one in acts(node)
            if everyone in stated(one)
        )

    return test


def _memberships_do_not_overlap(look: Look) -> Predicate:
    bodies, starts, ends = look("coop:organization"), look("coop:startDate"), look("coop:endDate")
    members, member = look.along("coop:member")
    others, other = member.along("^coop:member")
    their_bodies, their_starts = other("coop:organization"), other("coop:startDate")
    their_ends = other("coop:endDate")

    def test(node: Term) -> bool:
        own, until, of = starts(node), ends(node), set(bodies(node))
        return not any(
            one != node
            and not of.isdisjoint(their_bodies(one))
            and _may_go_beyond(until, their_starts(one))
            and _may_go_beyond(their_ends(one), own)
            for each in members(node)
            for one in others(each)
        )

    return test


def _may_go_beyond(ends: Sequence[Term], starts: Sequence[Term]) -> bool:
    """Whether a time that may have an end can go on after another one begins."""
    return bool(starts) and (
        not ends or any(_before(start, end) for start, end in product(starts, ends))
    )


def _before(one: Term, other: Term) -> bool:
    """Whether a date may be before another, as far as both are precise."""
    if not _is_text(one, other):
        return True  # nobody knows
    first, second = form(one), form(other)
    return first[: len(second)] < second[: len(first)]


def _is_text(*terms: Term) -> bool:
    """Whether each term has a text in SPARQL, which blank nodes have not."""
    return not any(one.startswith("_:") for one in terms)


# By the local name of its shape: the predicate, and the digest of the query it was made of.
PREDICATES: Final[Mapping[str, tuple[Callable[[Look], Predicate], str]]] = {
    "PeriodShape": (_ends_in_order, "134eb3f59afa"),
    "RegionShape": (_codes_begin_with_their_state, "fe209e3f2619"),
    "CityShape": (_no_region_has_its_name, "c09223c76d0d"),
    "StatusStatementShape": (_evidence_is_later_than_the_agreement, "fea944050c5c"),
    "InstrumentShape": (_signed_by_two_parties, "860d1527f144"),
    "AgreementSetShape": (_members_are_no_more_than_counted, "ef5eeab7706e"),
    "ParticipationShape": (_signatories_act_for_a_party, "a9eb225d1103"),
    "CommitmentShape": (_obligors_are_parties, "32e46f935192"),
    "MembershipShape": (_memberships_do_not_overlap, "8bee8b554ea2"),
}
