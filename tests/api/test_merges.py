"""Merging by decisions: both IRIs answer, all questions follow, and it can be taken back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from api.questions.answers import ask
from graph.database.driver import Database
from graph.store import Store
from loaders.duplicates import decisions
from loaders.duplicates.decisions import Decision
from loaders.load import load
from ontology.errors import NotFound
from ontology.namespaces import BASE, dataset_iri
from ontology.vocabulary import vocabulary
from queries.catalogue import catalogue
from tests.api.conftest import Run

HEAD = f"""@prefix coop: <https://w3id.org/coopgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <{BASE}> .
"""
ACME, ACME_INC = f"{BASE}company/zz-acme", f"{BASE}company/zz-acme-inc"


def agreement(local: str, *parties: str) -> str:
    said = [
        f'<agreement/{local}> a coop:Agreement ; skos:prefLabel "Memorandum {local}"@en ; '
        f'coop:date "2031-05-01"^^xsd:date .',
        f"<status/{local}> a coop:StatusStatement ; coop:statusOf <agreement/{local}> ; "
        "coop:status <status/signed> .",
    ]
    said += [
        f"<part/{local}-{number}> a coop:Participation ; coop:participant <company/{party}> ; "
        f"coop:inAct <agreement/{local}> ; coop:role <role/party> ."
        for number, party in enumerate(parties)
    ]
    return "\n".join(said)


def company(local: str, name: str) -> str:
    return f'<company/{local}> a coop:Company ; skos:prefLabel "{name}"@en .'


ONE = "\n".join(
    [
        HEAD,
        company("zz-acme", "Zzacme"),
        company("zz-beta", "Zzbeta"),
        agreement("zz-1", "zz-acme", "zz-beta"),
    ]
)
OTHER = "\n".join(
    [
        HEAD,
        company("zz-acme-inc", "Zzacme Incorporated"),
        company("zz-gamma", "Zzgamma"),
        '<company/zz-unit> a coop:ActorGroup ; skos:prefLabel "Zz unit"@en ; '
        "coop:unitOf <company/zz-acme-inc> .",
        agreement("zz-2", "zz-acme-inc", "zz-gamma"),
    ]
)
Put = Callable[..., None]


@pytest.fixture
def put(loaded: Database, tmp_path: Path) -> Iterator[Put]:
    """Load texts under names into the shared database, and take them out at the end."""
    store, names = Store(loaded, vocabulary()), set[str]()

    def loading(**texts: str) -> None:
        for name, text in texts.items():
            path = tmp_path / f"{name}.ttl"
            path.write_text(text)
            load([path], store, validate=False)
            names.add(name)

    yield loading
    there = {one.name for one in store.known()}
    store.drop_all([dataset_iri(name) for name in names & there])


def decided(
    tmp_path: Path, outcome: str = "same", first: str = ACME, second: str = ACME_INC
) -> str:
    path = tmp_path / "written" / "decisions.ttl"
    decisions.write(path, Decision(first, second, outcome, "One entry.", "Ann", "2031-06-01"))
    return path.read_text()


def rows(database: Database, question: str, **given: str) -> list[dict[str, Any]]:
    raw = {name: [value] for name, value in given.items()}
    return list(ask(database, catalogue()[question], raw).rows)


def partners(database: Database, actor: str) -> list[str]:
    return sorted(row["partner_name"] for row in rows(database, "partners", actor=actor))


def differences(database: Database) -> list[str]:
    return [one.message for one in Store(database, vocabulary()).check()]


def test_both_answer_as_one_and_say_so(
    loaded: Database, put: Put, tmp_path: Path, api: httpx2.Client, run: Run
) -> None:
    put(one=ONE, other=OTHER)
    assert (partners(loaded, ACME), partners(loaded, ACME_INC)) == (["Zzbeta"], ["Zzgamma"])
    put(decisions=decided(tmp_path))
    for name in (ACME, ACME_INC, "company/zz-acme-inc", "Zzacme", "Zzacme Incorporated"):
        assert partners(loaded, name) == ["Zzbeta", "Zzgamma"], name
    assert partners(loaded, "Zzgamma") == ["Zzacme"]
    assert {row["agreement_name"] for row in rows(loaded, "agreements", actor=ACME_INC)} == {
        "Memorandum zz-1",
        "Memorandum zz-2",
    }
    assert len({row["target"] for row in rows(loaded, "network", of=ACME_INC)}) == 2
    ranked = {row["actor_name"]: row["partners"] for row in rows(loaded, "ranking", limit="1000")}
    assert ranked["Zzacme"] == 2
    assert "Zzacme Incorporated" not in ranked
    assert rows(loaded, "participants", of="agreement/zz-2")[0]["actor_name"] == "Zzacme"
    told = api.get("/queries/partners", params={"actor": ACME_INC}).json()
    assert told["merged"] == {ACME_INC: ACME}
    assert told["parameters"]["actor"] == ACME
    assert "merged" not in api.get("/queries/partners", params={"actor": ACME}).json()
    for command in (["query", "partners", "--actor", ACME_INC], ["show", ACME_INC]):
        assert "company/zz-acme-inc leads to company/zz-acme" in run(*command).stderr
    (found,) = [
        one
        for one in api.get("/search", params={"q": "Zzacme Incorporated"}).json()["results"]
        if one["iri"] == ACME_INC
    ]
    assert found["description"] == f"leads to Zzacme ({ACME})"
    assert not differences(loaded)


def test_it_survives_loading_again_and_rebuilding_and_is_undone(
    loaded: Database, put: Put, tmp_path: Path
) -> None:
    put(decisions=decided(tmp_path), one=ONE, other=OTHER)
    assert partners(loaded, ACME_INC) == ["Zzbeta", "Zzgamma"]
    put(other=OTHER.replace("zz-gamma", "zz-delta").replace("Zzgamma", "Zzdelta"))
    put(one=ONE.replace("Zzbeta", "Zzbet"))
    assert partners(loaded, ACME_INC) == ["Zzbet", "Zzdelta"]
    assert not differences(loaded)
    store = Store(loaded, vocabulary())
    store.rebuild()
    assert partners(loaded, ACME_INC) == ["Zzbet", "Zzdelta"]
    put(decisions=decided(tmp_path, "unsure"))
    assert (partners(loaded, ACME), partners(loaded, ACME_INC)) == (["Zzbet"], ["Zzdelta"])
    assert not differences(loaded)
    put(decisions=decided(tmp_path))
    store.drop(dataset_iri("decisions"))
    assert (partners(loaded, ACME), partners(loaded, ACME_INC)) == (["Zzbet"], ["Zzdelta"])
    assert not differences(loaded)


def test_it_is_as_if_each_order_of_loading(loaded: Database, put: Put, tmp_path: Path) -> None:
    """Another one leads on, one that has no records is a target still, and drops leave nothing."""
    chain = decided(tmp_path) and decided(tmp_path, "same", f"{BASE}company/zz-top", ACME)
    top = HEAD + company("zz-top", "Zztop")
    put(other=OTHER, decisions=chain, top=top, one=ONE)
    assert partners(loaded, ACME_INC) == ["Zzbeta", "Zzgamma"]
    assert ask(loaded, catalogue()["actor"], {"actor": [ACME_INC]}).rows[0]["name"] == "Zztop"
    assert not differences(loaded)
    Store(loaded, vocabulary()).drop(dataset_iri("other"))
    assert partners(loaded, "Zzacme") == ["Zzbeta"]
    assert not differences(loaded)


def test_records_stay_as_they_are(loaded: Database, put: Put, tmp_path: Path, run: Run) -> None:
    put(other=OTHER)
    before = run("export", "--dataset", "other", "--format", "nquads").stdout
    put(decisions=decided(tmp_path))
    after = run("export", "--dataset", "other", "--format", "nquads").stdout
    assert sorted(after.splitlines()) == sorted(before.splitlines())
    assert ACME_INC in after


def test_without_a_reason_nothing_is_merged(loaded: Database, put: Put, tmp_path: Path) -> None:
    text = decided(tmp_path)
    put(one=ONE, other=OTHER, decisions=text.replace('    coop:reason "One entry." ;\n', ""))
    assert partners(loaded, ACME_INC) == ["Zzgamma"]


def test_what_is_loaded_is_proposed_until_it_is_decided(
    loaded: Database, put: Put, tmp_path: Path, run: Run
) -> None:
    put(one=ONE, other=OTHER.replace("Zzacme Incorporated", "Zz Acme"))
    file = str(tmp_path / "mine.ttl")
    asked = ("duplicates", "--type", "Company", "--decisions", file, "--format", "csv")
    assert "company/zz-acme,Zzacme,company/zz-acme-inc" in run(*asked).stdout
    refused = run("duplicates", "decide", ACME, ACME_INC, "same", "--decisions", file)
    assert (refused.returncode, "--why" in refused.stderr) == (2, True)
    done = run(
        *("duplicates", "decide", ACME, ACME_INC, "different", "--why", "Two.", "--decisions", file)
    )
    assert done.returncode == 0
    assert "zz-acme-inc" not in run(*asked).stdout
    put(decisions=Path(file).read_text())
    assert "zz-acme-inc" not in run("duplicates", "--format", "csv").stdout


def test_what_nothing_describes_is_not_found(loaded: Database, put: Put, tmp_path: Path) -> None:
    put(decisions=decided(tmp_path))
    with pytest.raises(NotFound):
        partners(loaded, ACME_INC)
