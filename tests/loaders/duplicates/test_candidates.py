"""Candidates among made things, of which it is known which are one."""

import random
from pathlib import Path

import pytest

from graph.spill.staging import Staging
from loaders.duplicates import things
from loaders.duplicates.candidates import candidates
from loaders.reading import files
from ontology.namespaces import BASE
from ontology.vocabulary import vocabulary

LEAST = 0.7
SYLLABLES = ["ka", "ro", "min", "tel", "vas", "qui", "bor", "xen", "lu", "dra", "fi", "pos", "gen"]
HEAD = f"""@prefix coop: <https://w3id.org/coopgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <{BASE}> .
"""


def company(local: str, name: str, state: str) -> str:
    return (
        f'<company/{local}> a coop:Company ; skos:prefLabel "{name}"@en ; '
        f"coop:country <state/{state}> ."
    )


def written_otherwise(name: str, way: int) -> str:
    """A name as somebody else writes it: a slip, an accent, another order, an ending."""
    first, second = name.split()
    return [
        f"{first[:-1]} {second}",
        name.replace("o", "ö").replace("a", "á").upper(),
        f"{second} {first}",
        f"{name} Co",
    ][way]


def world(folder: Path) -> tuple[Path, set[frozenset[str]]]:
    """A file of 400 companies of two states, and the pairs of them that are one."""
    draw = random.Random(7)  # noqa: S311
    lines, same = [HEAD], set()
    for number in range(360):
        name = " ".join("".join(draw.sample(SYLLABLES, 3)).title() for _ in range(2))
        state = draw.choice(["xa", "xb"])
        lines.append(company(f"c{number}", name, state))
        if number < 40:
            lines.append(company(f"d{number}", written_otherwise(name, number % 4), state))
            same.add(frozenset((f"{BASE}company/c{number}", f"{BASE}company/d{number}")))
    path = folder / "made.ttl"
    path.write_text("\n".join(lines))
    return path, same


def found(path: Path, decided: frozenset[frozenset[str]] = frozenset()) -> set[frozenset[str]]:
    with Staging() as staging:
        files.read([path], staging)
        some = candidates(things.staged(staging, vocabulary()), decided, least=LEAST)
    return {frozenset((one.a.iri, one.b.iri)) for one in some}


def test_most_that_are_one_are_found_and_little_else(tmp_path: Path) -> None:
    path, same = world(tmp_path)
    proposed = found(path)
    right = len(proposed & same)
    assert right / len(same) >= 0.95, sorted(same - proposed, key=sorted)
    assert right / len(proposed) >= 0.85, sorted(proposed - same, key=sorted)


def test_what_is_decided_is_not_proposed_again(tmp_path: Path) -> None:
    path, same = world(tmp_path)
    some = frozenset(sorted(same, key=sorted)[:3])
    assert found(path, some) == found(path) - some


@pytest.mark.parametrize(
    ("one", "other", "proposed"),
    [
        # Equal identifiers decide, whatever the names are.
        ('skos:prefLabel "Arcadia"@en ; coop:isoAlpha2 "XA"', '; coop:isoAlpha2 "XA"', True),
        ('skos:prefLabel "Arcadia"@en ; coop:isoAlpha2 "XA"', '; coop:isoAlpha2 "XB"', False),
    ],
)
def test_identifiers_decide(one: str, other: str, proposed: bool, tmp_path: Path) -> None:
    path = tmp_path / "states.ttl"
    name = 'skos:prefLabel "Realm of Light"@en' if proposed else 'skos:prefLabel "Arcadia"@en'
    path.write_text(
        f"{HEAD}<state/a> a coop:State ; {one} .\n<state/b> a coop:State ; {name} {other} ."
    )
    assert bool(found(path)) is proposed


def test_agreements_of_others_are_not_proposed(tmp_path: Path) -> None:
    """Their names differ in a party only."""
    path = tmp_path / "acts.ttl"
    lines = [HEAD]
    for number, party in enumerate(["Acme", "Apex"]):
        lines += [
            company(party.lower(), party, "xa"),
            f'<agreement/{number}> a coop:Agreement ; skos:prefLabel "Memorandum of {party} and '
            f'Arcadia on testing"@en ; coop:date "2031-05-01"^^xsd:date .',
            f"<part/{number}a> a coop:Participation ; coop:participant <company/{party.lower()}> ; "
            f"coop:inAct <agreement/{number}> ; coop:role <role/party> .",
            f"<part/{number}b> a coop:Participation ; coop:participant <state/xa> ; "
            f"coop:inAct <agreement/{number}> ; coop:role <role/party> .",
        ]
    path.write_text("\n".join(lines))
    assert not found(path)


def test_kinds_are_not_mixed(tmp_path: Path) -> None:
    path = tmp_path / "kinds.ttl"
    name = 'skos:prefLabel "Arcadia"@en'
    path.write_text(f"{HEAD}<a> a coop:State ; {name} .\n<b> a coop:Company ; {name} .")
    assert not found(path)
