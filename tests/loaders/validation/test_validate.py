"""What validation says of files, where, and what it leaves unsaid."""

import cProfile
import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graph.limits import Limits
from graph.rdf.records import lines_of
from graph.spill.staging import Staging
from loaders.load import validate as validate_paths
from loaders.reading.files import read
from loaders.validation.finding_log import MOST_TOLD, FindingLog
from loaders.validation.prefilter.triple_index import MOST_CHARACTERS, BoundedCache
from loaders.validation.report import Report, Violation
from loaders.validation.terms.datatypes import fits
from loaders.validation.validate import context as as_context
from loaders.validation.validate import stated, validate
from ontology.errors import InvalidData, LimitExceeded
from ontology.namespaces import COOP, XSD
from tests.graph.loader import room
from tests.loaders.conftest import Write

STATE = '<state/xa> a coop:State ; skos:prefLabel "Arcadia"@en ;\n'
CODES = ' coop:isoAlpha2 "XA" ; coop:isoAlpha3 "XAA" .\n'
REGION = '<region/xa-n> a coop:Region ; skos:prefLabel "North"@en ; coop:isoSubdivision "XA-N" ;\n'


def judged(*paths: Path, context: Path | None = None) -> Report:
    staging, around = Staging(), Staging()
    if context:
        read([context], around)
    return validate(read(paths, staging), staging, as_context(around))


def found(report: Report) -> set[tuple[str, int | None, str, str | None]]:
    return {
        (one.file.name if one.file else "", one.line, one.node.rsplit("/id/")[-1], one.path)
        for one in report.violations
    }


def test_a_violation_names_file_line_node_shape_path_and_what_to_change(write: Write) -> None:
    path = write("a.ttl", STATE + ' coop:isoAlpha2 "xa" ;\n coop:isoAlpha3 "XAA" .')
    (one,) = judged(path).violations
    assert one == Violation(
        path,
        8,
        "https://w3id.org/coopgraph/id/state/xa",
        "coop:StateShape",
        "coop:isoAlpha2",
        'Give the state one ISO 3166-1 alpha-2 code, two capital letters. Found: "xa"',
    )
    assert str(one).startswith(f"{path}:8: violation: state/xa coop:isoAlpha2: Give the state")


def test_what_is_missing_is_told_with_the_line_of_its_subject(write: Write) -> None:
    path = write("a.ttl", "e:a e:p 1 .\n" + STATE + CODES.replace(' ; coop:isoAlpha3 "XAA"', ""))
    assert found(judged(path)) == {("a.ttl", 8, "state/xa", "coop:isoAlpha3")}


def test_all_violations_of_all_files_are_told(write: Write, tmp_path: Path) -> None:
    write("a.ttl", STATE.replace("@en", "@fr") + CODES)
    write("b.ttl", REGION + " coop:partOf e:nowhere .")
    report = judged(tmp_path)
    assert {(file, line, path) for file, line, _, path in found(report)} == {
        ("a.ttl", 7, "skos:prefLabel"),
        ("b.ttl", 8, "coop:partOf"),
    }
    assert list(report.lines())[-1] == f"2 files, {len(report.violations)} violations"
    assert json.loads(json.dumps(report.as_dict()))["valid"] is False


def test_a_value_outside_its_vocabulary_is_told(write: Write) -> None:
    text = "<status-statement/a/s> a coop:StatusStatement ;\n coop:status <status/signd> ."
    report = judged(write("a.ttl", text))
    (one,) = [violation for violation in report.violations if violation.path == "coop:status"]
    assert one.line == 8
    assert "(scheme/status). Found: status/signd. Codes: status/signed, status/" in one.message
    assert one.message.count("status/") == 1 + 10, "all of them are listed"
    assert one.message.endswith("see CONTRIBUTING.md.")


def test_of_many_codes_the_nearest_are_listed(write: Write) -> None:
    text = "<event/a> a coop:Event ; coop:topic <role/party> , <topic/ai> , <topic/cloud> ."
    report = judged(write("a.ttl", text))
    told = [one.message for one in report.violations if one.path == "coop:topic"]
    (cloud,) = (one for one in told if "Found: topic/cloud." in one)
    assert "Codes: topic/cloud_computing, " in cloud
    assert cloud.count("topic/") == 1 + 10
    assert " and 28 more in scheme/topic." in cloud
    assert any("Found: role/party. Codes: topic/" in one for one in told)
    assert any("Found: topic/ai. Codes: topic/artificial_intelligence" in one for one in told)


def test_files_are_context_for_each_other(write: Write, tmp_path: Path) -> None:
    write("a.ttl", STATE + CODES)
    write("b.ttl", REGION + " coop:partOf <state/xa> .")
    assert judged(tmp_path).valid
    assert not judged(tmp_path / "b.ttl").valid
    assert judged(tmp_path / "b.ttl", context=tmp_path / "a.ttl").valid


def test_faults_of_the_context_are_not_told(write: Write) -> None:
    context = write("context.ttl", STATE + ' coop:isoAlpha2 "xa" .')
    assert judged(write("a.ttl", "e:a e:p 1 ."), context=context).valid


def test_a_subject_that_context_states_too_is_judged_as_a_whole(write: Write) -> None:
    context = write("context.ttl", STATE + CODES)
    assert judged(write("a.ttl", '<state/xa> skos:altLabel "Arcady"@en .'), context=context).valid


def test_datasets_may_contradict_each_other_but_not_themselves(write: Write) -> None:
    context = write("context.ttl", STATE + CODES)
    clash = write("a.ttl", '<state/xa> skos:prefLabel "Arcady"@en .')
    report = judged(clash, context=context)
    assert report.valid
    (one,) = (one for one in report.warnings if one.path != "coop:hasEvidence")
    assert (one.line, one.path) == (7, "skos:prefLabel")
    assert one.message.endswith("Another dataset says otherwise; both are kept.")
    twice = write("a.ttl", '<state/xa> skos:prefLabel "Arcady"@en , "Arcadia"@en .')
    assert [one.path for one in judged(twice, context=context).violations] == ["skos:prefLabel"]


@pytest.mark.parametrize(
    ("theirs", "ours", "path"),
    [
        ('<state/xa> skos:altLabel "Arcady" .', STATE + CODES, "skos:altLabel"),
        ("<state/xa> coop:partOf <topic/x> .", STATE + CODES, "coop:partOf"),
        ("<state/xa> a coop:State .", "<state/xa> skos:altLabel 'Arcady'@en .", "coop:isoAlpha2"),
        (
            '<state/xa> skos:prefLabel "A"@fr , "B"@fr .',
            STATE.replace("prefLabel", "altLabel") + ' skos:prefLabel "Arcadia"@en ;' + CODES,
            "skos:prefLabel",
        ),
    ],
    ids=["literal", "link", "missing", "too many"],
)
def test_what_others_say_wrong_is_a_warning_that_names_them(
    theirs: str, ours: str, path: str, write: Write
) -> None:
    context = write("foreign.ttl", theirs)
    report = judged(write("a.ttl", ours), context=context)
    assert report.valid, "\n".join(report.lines())
    told = {(one.dataset, one.file, one.line) for one in report.warnings if one.path == path}
    assert told == {("foreign", None, None)}
    lines = [line for line in report.lines() if path in line]
    assert all(line.startswith("dataset foreign: warning: state/xa") for line in lines)
    assert not judged(write("b.ttl", theirs + ours)).valid, "it is a fault of who says it"


def test_what_the_files_say_wrong_is_theirs_whatever_others_say(write: Write) -> None:
    context = write("foreign.ttl", "<state/xa> skos:altLabel 'Arcady' ; a coop:State .")
    same = judged(write("a.ttl", STATE + " skos:altLabel 'Arcady' ;" + CODES), context=context)
    assert {(one.file, one.path) for one in same.violations} == {(same.files[0], "skos:altLabel")}
    missing = judged(write("b.ttl", STATE.replace(" ;\n", ".")), context=context)
    assert {one.path for one in missing.violations} == {"coop:isoAlpha2", "coop:isoAlpha3"}


def test_datasets_may_give_two_states_one_code_but_not_one_of_them(write: Write) -> None:
    one = STATE + ' coop:isoAlpha2 "XA" ; coop:isoAlpha3 "XAA" .\n'
    other = one.replace("xa>", "xb>").replace("Arcadia", "Arcady").replace('"XAA"', '"XBB"')
    alone = judged(write("both.ttl", one + other))
    assert {(v.line, v.node.rsplit("/")[-1]) for v in alone.violations} == {(7, "xa"), (9, "xb")}
    assert not any("Another dataset" in v.message for v in alone.violations)
    apart = judged(write("b.ttl", other), context=write("a.ttl", one))
    assert apart.valid
    assert [
        v.message.endswith("Another dataset says otherwise; both are kept.")
        for v in apart.warnings
        if v.path != "coop:hasEvidence"
    ] == [True]


def test_an_actor_without_evidence_is_a_warning(write: Write) -> None:
    report = judged(write("a.ttl", STATE + CODES))
    assert report.valid
    (one,) = report.warnings
    assert (one.line, one.path, one.message) == (
        7,
        "coop:hasEvidence",
        "Give the actor evidence: a source that names it.",
    )


def test_no_room_for_what_is_validated_is_a_sentence(write: Write) -> None:
    said = "".join(f"<region/x{n}> skos:altLabel 'Name {n} {'x' * 500}' .\n" for n in range(5_000))
    with Staging(Limits(index_cache=100)) as staging:
        files = read([write("a.ttl", said)], staging)
        with room(100_000), pytest.raises(LimitExceeded, match=r"validated: .*TMPDIR"):
            validate(files, staging)


def test_a_warning_refuses_nothing(write: Write) -> None:
    twin = STATE.replace("xa>", "xb>") + CODES.replace("XA", "XB")
    report = judged(write("a.ttl", STATE + CODES + twin))
    assert report.valid
    assert {one.severity for one in report.warnings} == {"warning"}
    assert not any("Another dataset" in one.message for one in report.warnings)
    assert "warnings" in list(report.lines())[-1]


@pytest.mark.parametrize(
    ("text", "path", "hint"),
    [
        (
            "e:a coop:partOff e:b .",
            "coop:partOff",
            "coop:partOff is no property of the ontology: did you mean coop:partOf?",
        ),
        (
            "e:a a coop:Compny .",
            "rdf:type",
            "coop:Compny is no class of the ontology: did you mean coop:Company?",
        ),
        ("e:a coop:zzzzzz e:b .", "coop:zzzzzz", "coop:zzzzzz is no property of the ontology"),
        ("e:a a coop:partOf .", "rdf:type", "coop:partOf is no class of the ontology"),
    ],
)
def test_a_misspelt_term_is_told_with_the_nearest(
    write: Write, text: str, path: str, hint: str
) -> None:
    one = judged(write("a.ttl", text)).violations[0]
    assert (one.line, one.path) == (7, path)
    assert hint in one.message


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("a coop:Agreement", "a coop:Agrement"),
        ("coop:partiesStated", "coop:partyStated"),
        ("coop:inAct", "coop:inActs"),
        ("coop:organization", "coop:bloc"),
    ],
)
def test_a_misspelt_term_is_told_once_and_nothing_that_follows_from_it(
    right: str, wrong: str, write: Write
) -> None:
    text = ACT.replace(right, wrong)
    assert judged(write("right.ttl", ACT)).valid
    report = judged(write("a.ttl", text))
    told = [(one.shape, wrong.rsplit(maxsplit=1)[-1] in one.message) for one in report.violations]
    assert told == [("declared terms", True)]
    others = judged(write("b.ttl", text.replace("agreement-type/treaty", "agreement-type/trety")))
    kinds = [one.path for one in others.violations if one.shape != "declared terms"]
    assert kinds == ["coop:kind"], "what else is wrong is told at once"


ACT = """\
<document/d> a coop:Document ; skos:prefLabel "D"@en ; coop:kind <document-kind/web_page> ;
  coop:notStated <aspect/headline> , <aspect/publisher> , <aspect/date> , <aspect/language> ,
    <aspect/url> .
<evidence/e> a coop:Evidence ; coop:inDocument <document/d> ; coop:locator "page" ;
  coop:paraphrase "So."@en ; coop:confidence <confidence/high> ; coop:basis <basis/stated> ;
  coop:checked "2031-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .
<agreement/a> a coop:Agreement ; skos:prefLabel "A"@en ; coop:kind <agreement-type/treaty> ;
  coop:partiesStated <parties-stated/all> ; coop:notStated <aspect/date> ;
  coop:hasEvidence <evidence/e> .
<status-statement/a/s> a coop:StatusStatement ; coop:statusOf <agreement/a> ;
  coop:status <status/signed> ; coop:notStated <aspect/date> ; coop:hasEvidence <evidence/e> .
<group/g> a coop:ActorGroup ; skos:prefLabel "G"@en ; coop:hasEvidence <evidence/e> .
<p/g> a coop:Participation ; coop:inAct <agreement/a> ; coop:participant <group/g> ;
  coop:role <role/party> ; coop:hasEvidence <evidence/e> .
<bloc/b> a coop:Bloc ; skos:prefLabel "B"@en ; coop:hasEvidence <evidence/e> .
<m/g> a coop:Membership ; coop:member <group/g> ; coop:organization <bloc/b> ;
  coop:notStated <aspect/date> ; coop:hasEvidence <evidence/e> .
"""


@pytest.mark.parametrize(
    ("old", "says"),
    [
        ("<agreement/a> coop:hasParticipation <p/g> .", "coop:inAct <the act>"),
        ("<group/g> coop:isOpen true .", "Say with coop:openList which list goes on"),
        ("<agreement/a> coop:status <status/signed> .", "coop:StatusStatement ; coop:statusOf"),
        ("<bloc/b> coop:partOf <group/g> .", "with coop:unitOf"),
    ],
)
def test_what_was_written_before_is_told_with_what_to_write_now(
    old: str, says: str, write: Write
) -> None:
    (one,) = judged(write("a.ttl", ACT + old)).violations
    assert says in one.message


def test_the_direct_links_of_roles_are_declared_but_not_as_statements(write: Write) -> None:
    concepts = Path(__file__).parents[3] / "ontology" / "concepts.ttl"
    assert judged(concepts).valid
    first, *_ = judged(write("a.ttl", "e:a coop:partyTo e:b .")).violations
    assert "coop:partyTo is no property of the ontology" in first.message


BLANK = """\
<agreement/a> coop:hasEvidence
  [ a coop:Evidence ; coop:locator "paragraph 1" ;
    coop:checked
      [ a coop:State ] ,
      "yesterday" ] .
[] coop:partOf <state/xa> ;
   a coop:Region .
_:mine a
  coop:Bloc .
"""


def test_a_blank_node_is_told_by_its_line_and_by_who_points_at_it(write: Write) -> None:
    report = judged(write("a.ttl", BLANK))
    told = {(one.about, one.line) for one in report.violations if one.node.startswith("_:")}
    assert told == {
        ("blank node (coop:hasEvidence of agreement/a)", 8),
        ("blank node (coop:hasEvidence of agreement/a)", 9),
        ("blank node (coop:checked of coop:hasEvidence of agreement/a)", 10),
        ("blank node", 12),
        ("blank node _:mine", 14),
    }
    assert not any("_:b" in line for line in report.lines())


@pytest.mark.parametrize("ending", [".nt", ".trig", ".nq"])
def test_a_blank_node_has_a_line_in_every_format(ending: str, write: Write) -> None:
    text = f'<e:a> <e:b> <e:c> .\n_:x <{COOP}isoAlpha2> "XA" .\n_:x <e:p> <e:o> .'
    (one, *_) = judged(write(f"a{ending}", text, bare=True)).violations
    assert (one.line, one.about) == (2, "blank node _:x")


def test_a_finding_is_one_line_whatever_its_value(write: Write) -> None:
    value = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]))
    text = "".join(f"\\u{ord(sign):04X}" for sign in value if sign not in "\0")
    report = judged(write("a\n.ttl", f'<state/xa> skos:altLabel "{text}" .'))
    (line, _) = report.lines()
    assert line.isprintable()
    assert r"\n" in line
    assert r"\x1b" in line
    assert r"\u2028" in line


def test_foreign_vocabularies_are_left_alone_and_told(write: Write) -> None:
    report = judged(write("a.ttl", FOREIGN + "<state/xa> skos:altLabel 'Arcady'@en ."))
    assert report.valid, "\n".join(report.lines())
    assert (report.foreign, report.subjects) == (3, 4)
    assert "ontology: 3 of 4 subjects." in next(report.lines())
    assert not any("subject" in line for line in judged(write("b.ttl", STATE + CODES)).lines())


FOREIGN = """\
e:c a skos:Concept ; skos:prefLabel "A concept"@en ; skos:notation "65.93" ; skos:altLabel "C" ;
  skos:related [ a skos:Concept ; skos:altLabel "D" ] .
<https://e.org/catalogue> a <http://www.w3.org/ns/dcat#Dataset> ;
  <http://purl.org/dc/terms/description> "one", "two" ; skos:exactMatch <state/xa> .
"""


@pytest.mark.parametrize(
    "text",
    [
        "e:c coop:asOf '2025'^^xsd:gYear",
        "e:c a coop:Topic",
        "e:c a e:Firm . e:Firm rdfs:subClassOf coop:Company",
        "e:c skos:inScheme <scheme/topic>",
        "<topic/c> skos:altLabel 'Our own'",
    ],
    ids=["property", "class", "subclass", "scheme", "address"],
)
def test_what_uses_a_term_of_ours_is_judged(text: str, write: Write) -> None:
    rdfs = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    report = judged(write("a.ttl", rdfs + text + " ." + FOREIGN))
    assert "skos:altLabel" in {one.path for one in report.violations}


def test_what_others_say_in_terms_of_ours_counts_too(write: Write) -> None:
    context = write("context.ttl", "e:c a coop:Company .")
    report = judged(write("a.ttl", FOREIGN), context=context)
    assert "skos:altLabel" in {one.path for one in report.violations}


def test_a_value_that_does_not_fit_its_datatype_is_told(write: Write) -> None:
    report = judged(write("a.ttl", 'e:a e:p "2025-13-01"^^xsd:date .'))
    assert found(report) == {("a.ttl", 7, "https://e.org/a", "<https://e.org/p>")}


@pytest.mark.parametrize(
    ("form", "datatype", "expected"),
    [
        ("2025-11-30", "date", True),
        ("2025-02-30", "date", False),
        ("2025-11", "date", False),
        ("2025-11", "gYearMonth", True),
        ("2025-13", "gYearMonth", False),
        ("2025", "gYear", True),
        ("next year", "gYear", False),
        ("01", "integer", True),
        ("1.5", "integer", False),
        ("yes", "boolean", False),
        ("1", "boolean", True),
        ("1,5", "decimal", False),
        ("2025-11-21T25:00:00", "dateTime", False),
        ("anything", "string", True),
    ],
)
def test_forms_fit_their_datatype_or_not(form: str, datatype: str, expected: bool) -> None:
    assert fits(Literal(form, datatype=NamedNode(XSD + datatype))) is expected


def test_a_datatype_that_is_not_known_fits_everything() -> None:
    assert fits(Literal("x", datatype=NamedNode("https://e.org/t")))
    assert fits(Literal("x", language="en"))


SHARING = {
    "name": '<company/c{0}> a coop:Company ; skos:prefLabel "Same"@en .',
    "alias": '<company/c{0}> a coop:Company ; skos:prefLabel "N {0}"@en ; skos:altLabel "S"@en .',
    "code": "<state/s{0}> a coop:State ; skos:prefLabel 'N {0}'@en ; coop:isoAlpha3 'XAA' ;"
    " coop:isoAlpha2 'XA' .",
}


@pytest.mark.parametrize("shared", SHARING)
def test_what_many_share_costs_no_more_than_there_are_of_them(shared: str, write: Write) -> None:
    def calls(number: int) -> int:
        text = "\n".join(SHARING[shared].format(one) for one in range(number))
        path, profile = write(f"{number}.ttl", text), cProfile.Profile()
        report = profile.runcall(judged, path)
        assert report.number("warning") + report.number("violation") >= number
        return sum(one.callcount for one in profile.getstats())

    calls(10)
    # Each with each, it would be 64 times as much.
    assert calls(2_400) < 12 * calls(300)


def test_the_first_hundred_of_a_kind_are_told_and_all_are_counted(write: Write) -> None:
    numbers = [f'e:a{n} e:p "x"^^xsd:integer .\n' for n in range(500)]
    names = [f"<region/{n}> skos:altLabel 'N' .\n" for n in range(150)]
    report = judged(
        write("a.ttl", "".join(numbers + names)), write("b.ttl", "e:b e:p 'y'^^xsd:integer .")
    )
    assert report.number("violation") == 651
    lines = list(report.lines())
    assert [one.line for one in report.violations[:100]] == list(range(7, 107))
    assert [one.line for one in report.violations[100:200]] == list(range(507, 607))
    assert len(report.violations) == 201
    assert "violation: 400 more like these: <https://e.org/p>: Write a value" in lines[201]
    assert "violation: 50 more like these: skos:altLabel: Give every" in lines[202]
    assert lines[-1] == "2 files, 651 violations"
    told = json.loads(json.dumps(report.as_dict()))
    assert told["numbers"]["violations"] == 651
    assert [one["number"] for one in told["more"]] == [400, 50]


def test_findings_of_any_number_and_kind_take_bounded_room() -> None:
    collected = FindingLog()
    for number in range(20_000):
        kind = number % 4_000
        one = Violation(Path("a.ttl"), number, "e:a", "s", f"e:p{kind}", "Wrong.")
        collected.add(one, "Wrong.")
    for number in range(1_000):
        collected.add(Violation(Path("a.ttl"), number, "e:a", "s", "e:p0", "Wrong."), "Wrong.")
    told, more = collected.told("violation"), collected.more()
    assert len(told) == 5 * 999 + MOST_TOLD
    assert len(told) + sum(one.number for one in more) == 21_000
    assert str(more[-1]) == f"violation: {15_000:,} findings of other kinds."


def test_what_is_held_is_bounded_in_characters_too() -> None:
    held = BoundedCache[int, str](lambda asked: "x" * 1_000_000, len)
    for number in range(200):
        assert len(held[number]) == 1_000_000
        assert sum(map(len, held.values())) <= MOST_CHARACTERS + 2_000_000


def test_siblings_in_the_curated_folder_are_context(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPGRAPH_DATASETS", str(tmp_path / "curated"))
    write("curated/states.ttl", STATE + CODES)
    mine = write("regions.ttl", REGION + " coop:partOf <state/xa> .")
    assert validate_paths([mine]).valid
    # Another version of a sibling takes its place: what it leaves out is not there.
    other = write("states.ttl", "e:a e:p 1 .")
    assert not validate_paths([mine, other]).valid


def test_a_sibling_that_cannot_be_read_is_named(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPGRAPH_DATASETS", str(tmp_path / "curated"))
    bad = write("curated/bad.ttl", "x")
    with pytest.raises(InvalidData, match=str(bad)):
        validate_paths([write("a.ttl", "e:a e:p 1 .")])


def test_the_curated_folder_is_valid_and_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COOPGRAPH_DATASETS", raising=False)
    monkeypatch.chdir(tmp_path)
    report = validate_paths([])
    assert report.valid, "\n".join(report.lines())
    assert "reference.ttl" in {file.name for file in report.files}


def test_every_statement_is_judged_once(write: Write) -> None:
    staging = Staging()
    read([write("a.trig", "e:a e:p 1 . e:g { e:a e:p 2 }")], staging)
    lines = [line for said in stated(staging) for line in lines_of(said)]
    assert sorted(line.split()[2][:2] for line in lines) == ['"1', '"2']
