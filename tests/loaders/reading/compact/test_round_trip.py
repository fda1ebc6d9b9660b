"""What any source file states is said again by the file that is made of its statements."""

from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from loaders.reading.compact.expand.names import Names
from loaders.reading.compact.form import terms
from loaders.reading.compact.form.domains import ancestors, codes
from loaders.reading.compact.form.terms import Property
from loaders.reading.compact.reduce.reduction import reduce
from loaders.reading.compact.reduce.yaml_text import dumped
from loaders.reading.compact.source_text import read
from ontology.namespaces import dataset_iri
from ontology.vocabulary import Kind
from tests.loaders.reading.compact.support import FILE, WORLD, shortened

NAME = "made"
LETTERS = st.text("abcxyzéß广西ກ :-#'\"{}[],&*!|>%@`~?0", min_size=1, max_size=30)
TEXTS = LETTERS.map(lambda text: " ".join(text.split())).filter(lambda text: len(text) > 1)
NAMES = st.text("abcdefghij ", min_size=3, max_size=12).map(lambda text: f"the {text.strip()}x")
DATES = st.sampled_from(["2024", "2024-02", "2024-02-29", "2025-12-31"])
WORDS: dict[Kind, st.SearchStrategy[str]] = {
    Kind.STRING: st.just("P3Y"),
    Kind.INTEGER: st.integers(1, 10**6).map(str),
    Kind.DECIMAL: st.sampled_from(["1", "1.5", "500000"]),
    Kind.DATE: DATES,
    Kind.IRI: st.just("https://e.org/a?b=c#d"),
    Kind.BOOLEAN: st.just("true"),
}
# Classes of which the world has things that a key can lead to.
KNOWN = {one.type for one in WORLD}


def value(one: Property) -> st.SearchStrategy[Any] | None:
    """Draw what may be written under a key; None where the world has nothing for it."""
    if one.kind is Kind.TEXT:
        by_language = st.dictionaries(st.sampled_from(["en", "fr", "zh"]), TEXTS, min_size=1)
        return TEXTS | by_language
    if one.kind:
        each = WORDS[one.kind]
    elif one.scheme:
        each = st.sampled_from(list(codes(one.scheme)))
    else:
        fit = [t for t in WORLD if one.range == "Thing" or one.range in ancestors(t.type)]
        fit = [t for t in fit if t.names[0] not in ("Georgia", "Luxembourg")]
        if not fit:
            return None
        each = st.sampled_from([t.names[0] for t in fit])
    return each if one.single else st.lists(each, min_size=1, max_size=2, unique=True)


def keys(name: str) -> dict[str, st.SearchStrategy[Any]]:
    """Return what may be drawn for the keys of a class."""
    found = {key: value(one) for key, one in terms.properties(name).items()}
    return {key: drawn for key, drawn in found.items() if drawn is not None}


RESTING = st.fixed_dictionaries(
    {"at": TEXTS | st.just("3"), "says": TEXTS},
    optional={
        "sure": st.sampled_from(["high", "medium", "low"]),
        "inferred": TEXTS,
        "evidence": st.lists(
            st.fixed_dictionaries(
                {"at": st.just("2"), "says": TEXTS}, optional={"for": st.just("date")}
            ),
            min_size=1,
            max_size=2,
        ),
    },
)


@st.composite
def things(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Draw a thing of a section."""
    made = draw(RESTING)
    made |= draw(st.fixed_dictionaries({}, optional=keys(name)))
    if name in terms.NAMELESS:
        return {**made, "summary": draw(TEXTS)}
    made["our_name"] = draw(NAMES)
    made["id"] = f"{name.lower()}-{draw(st.integers(0, 10**9))}"
    for key, inner in terms.nested(name).items():
        if draw(st.booleans()):
            inside = draw(st.fixed_dictionaries({}, optional=keys(inner.type)))
            inside.pop("realisation_status" if key == "status" else "status", None)
            if inner.type == "StatusStatement":
                scheme = "realisation" if key == "realisation_status" else "status"
                inside[key] = draw(st.sampled_from(list(codes(scheme))))
            if inner.type in ("PostHolding", "Membership"):
                inside |= {"organization": "Nvidia"}
            if inner.type in terms.NAMELESS:
                inside["summary"] = draw(TEXTS)
            made[key] = [inside]
    if "Act" in ancestors(name):
        who = st.lists(st.sampled_from(["Laos", "Vietnam", "Nvidia"]), min_size=1, unique=True)
        made |= draw(st.fixed_dictionaries({}, optional={"parties": who, "witness": who}))
    return made


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a source file."""
    made: dict[str, Any] = {
        "title": draw(TEXTS),
        "checked": "2026-11-28",
        "source": draw(
            st.fixed_dictionaries(
                {"title": TEXTS},
                optional={
                    "publisher": st.just("Nvidia"),
                    "date": DATES,
                    "language": st.just("fr"),
                    "url": st.just("https://e.org/"),
                    "read": st.just("opening"),
                },
            )
        ),
    }
    sections = st.sampled_from([key for key, name in terms.sections().items() if name not in SKIP])
    for section in draw(st.lists(sections, min_size=1, max_size=3, unique=True)):
        made[section] = [draw(things(terms.sections()[section]))]
    return made


# States and regions have codes, and documents rules of their own: the five sources have some.
SKIP = {"State", "Region", "Document"}


@settings(max_examples=60, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(files())
def test_a_made_file_is_said_again(file: dict[str, Any]) -> None:
    text = dumped(file)
    names = Names(WORLD)
    made = read(text, FILE).expanded(dataset_iri(NAME), NAME, names)
    again = dumped(reduce(made.quads, dataset_iri(NAME), NAME, names))
    remade = read(again, Path("again.yaml")).expanded(dataset_iri(NAME), NAME, names)
    assert set(map(shortened, remade.quads)) == set(map(shortened, made.quads)), f"{text}\n{again}"
