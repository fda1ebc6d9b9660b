"""The direct links of a participation, a pure function of what is said of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.mapping.large_view import slices
from graph.mapping.links import MOST, LinkKey
from graph.mapping.view import NodeView, view
from tests.graph import oracle
from tests.graph.support import EX, VOCABULARY, content, records

THING = EX + "thing"
PARTY = "coop:participant :huawei ; coop:inAct :agreement ; coop:role :party"
DIRECT = LinkKey("PARTY_TO", None, EX + "agreement", EX + "huawei")
PREDICATES = ("coop:participant", "coop:inAct", "coop:role", ":knows")
NAMES = (":x", ":y", ":thing", ":party", ":signatory", ":other", "'text'")
statements = st.builds("{} {}".format, *map(st.sampled_from, (PREDICATES, NAMES)))


def said(**datasets: str) -> dict[str, str]:
    """Return what each dataset says of `:thing`, as N-Triples."""
    made = {name: records(content(f":thing {text} .").triples) for name, text in datasets.items()}
    return {name: of[THING].statements for name, of in made.items()}


def seen(**datasets: str) -> NodeView:
    return view(THING, said(**datasets), VOCABULARY)


def direct(node: NodeView) -> dict[LinkKey, tuple[str, ...]]:
    return {link: datasets for link, datasets in node.links.items() if link.source is not None}


def test_a_participant_has_a_link_straight_to_the_act() -> None:
    assert direct(seen(a=PARTY)) == {DIRECT: ("a",)}


@pytest.mark.parametrize(
    "text",
    [
        "coop:participant :huawei ; coop:inAct :agreement",
        "coop:participant :huawei ; coop:role :party",
        "coop:inAct :agreement ; coop:role :party",
        "coop:participant :huawei ; coop:inAct :agreement ; coop:role :no_role",
        "coop:participant :huawei ; coop:inAct 'agreement' ; coop:role :party",
        "coop:participant :huawei ; coop:inAct :agreement ; :role :party",
        "coop:participant :huawei ; coop:inAct :agreement ; :knows :party",
    ],
)
def test_who_takes_part_in_what_as_what_is_all_needed(text: str) -> None:
    assert direct(seen(a=text)) == {}


def test_nobody_can_state_one() -> None:
    node = seen(a="coop:partyTo :agreement ; coop:directLink 'PARTY_TO' ; <urn:PARTY_TO> :x")
    assert {link.type for link in node.links} == {"LINK"}
    assert direct(node) == {}


def test_datasets_are_those_that_tell_a_part_of_it() -> None:
    node = seen(
        c="coop:participant :huawei", a="coop:inAct :agreement", b="coop:role :party ; :knows :x"
    )
    assert direct(node) == {DIRECT: ("a", "b", "c")}
    node = seen(b=PARTY, a="coop:participant :zte ; coop:role :signatory", d="a :Company")
    assert direct(node) == {
        DIRECT: ("b",),
        DIRECT._replace(source=EX + "zte"): ("a", "b"),
        DIRECT._replace(type="SIGNED"): ("a", "b"),
        DIRECT._replace(type="SIGNED", source=EX + "zte"): ("a", "b"),
    }


@pytest.mark.parametrize(
    ("participants", "acts", "made"),
    [(1, 1, 2), (MOST // 2, 1, MOST), (MOST // 2 + 1, 1, 0), (5, 10, MOST), (51, 51, 0)],
)
def test_combinations_are_all_or_none(participants: int, acts: int, made: int) -> None:
    taking = " , ".join(f":p{n}" for n in range(participants))
    within = " , ".join(f":a{n}" for n in range(acts))
    others = " , ".join(f":no_role{n}" for n in range(200))
    texts = said(
        a=f"coop:participant {taking} ; coop:role :party , :signatory , {others}",
        b=f"coop:inAct {within}",
    )
    whole = view(THING, texts, VOCABULARY)
    assert len(direct(whole)) == made
    assert sliced(texts) == whole.links


def sliced(texts: dict[str, str]) -> dict[LinkKey, tuple[str, ...]]:
    """Return the links of a node that is seen in slices, each of which comes once."""
    links = [one for part in slices(THING, texts, VOCABULARY) for one in part.links.items()]
    assert len(links) == len(dict(links))
    return dict(links)


@given(st.dictionaries(st.sampled_from("abc"), st.lists(statements, min_size=1), max_size=3))
def test_a_second_telling_of_the_rules_and_slices_give_the_same(
    given: dict[str, list[str]],
) -> None:
    texts = said(**{name: " ; ".join(lines) for name, lines in given.items()})
    links = view(THING, texts, VOCABULARY).links
    told = oracle.shown(THING, texts).links
    assert {tuple(link): list(datasets) for link, datasets in links.items()} == told
    assert sliced(texts) == links
