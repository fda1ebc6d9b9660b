"""Links of a node, and the direct links of a participation. Pure functions.

A participation's record says who takes part, in what, and as what. From these three its direct
links are derived, which lead from a participant straight to the act: every combination of what
is said, whoever says it. They are in the view only; nobody can state them.
"""

from collections.abc import Mapping
from itertools import product
from typing import Final, NamedTuple

from graph.rdf.records import Key
from ontology.vocabulary import IN_ACT, PARTICIPANT, ROLE, Vocabulary

# Combinations that a participation may have; where there are more, none is meant.
MOST: Final = 100
# So many links may tell them: three factors of such a product come to no more.
MOST_TELLING: Final = MOST + 2
# Their predicates.
TELLING: Final = (PARTICIPANT, IN_ACT, ROLE)


class LinkKey(NamedTuple):
    """What makes a link of a node one.

    `predicate` is there only where it is not declared. `source` is there only where the link does
    not leave the node itself: it is a direct link, and the node the participation that tells it.
    """

    type: str
    predicate: str | None
    target: Key
    source: Key | None = None


# Each link with the short names of the datasets that state it, or from which it is derived.
Links = Mapping[LinkKey, tuple[str, ...]]


def direct_links(links: Links, vocabulary: Vocabulary) -> dict[LinkKey, tuple[str, ...]]:
    """Return the direct links that a node's own links tell, with the datasets that tell each."""
    roles = [one for one in links if _is_role(one, vocabulary)]
    if not roles:  # so it is with most nodes
        return {}
    participants = _of_type(vocabulary.link_type(PARTICIPANT), links)
    acts = _of_type(vocabulary.link_type(IN_ACT), links)
    if len(participants) * len(acts) * len(roles) > MOST:
        return {}
    return {
        LinkKey(vocabulary.roles[one.target].type, None, act.target, participant.target): tuple(
            sorted({*links[participant], *links[act], *links[one]})
        )
        for participant, act, one in product(participants, acts, roles)
    }


def is_telling(link: LinkKey, vocabulary: Vocabulary) -> bool:
    """Whether direct links may be derived from a link."""
    kinds = (vocabulary.link_type(PARTICIPANT), vocabulary.link_type(IN_ACT))
    return link.type in kinds or _is_role(link, vocabulary)


def _is_role(link: LinkKey, vocabulary: Vocabulary) -> bool:
    return link.target in vocabulary.roles and link.type == vocabulary.link_type(ROLE)


def _of_type(kind: str, links: Links) -> list[LinkKey]:
    return [one for one in links if one.type == kind]
