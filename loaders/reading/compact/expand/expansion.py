"""Making the statements of a source file: participations, statuses, evidence, addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from loaders.reading.compact.expand.addresses import Addresses, last
from loaders.reading.compact.expand.evidence import EvidenceOf, Found
from loaders.reading.compact.expand.names import Names, UnknownName
from loaders.reading.compact.expand.rules import (
    DEFAULTS,
    LICENCE,
    OF_DOCUMENTS,
    OPENING,
    PUBLISHER,
    TIMED,
    TRUE,
    WHOLE,
    address_inside,
    as_of,
    whole,
)
from loaders.reading.compact.expand.statements import (
    PREF_LABEL,
    TITLE,
    Statements,
    code,
    date,
    node,
)
from loaders.reading.compact.expand.things import (
    Given,
    Thing,
    english_name,
    named,
    things,
    written,
)
from loaders.reading.compact.form import terms
from loaders.reading.compact.form.domains import ancestors
from loaders.reading.compact.form.terms import Nested
from loaders.reading.compact.form.yaml_tree import Path, Tree
from loaders.reading.syntax.source_positions import Lines
from ontology.errors import InvalidData
from ontology.namespaces import COOP, DCAT, DCTERMS


@dataclass(frozen=True)
class Expanded:
    """What a source file states, and on which lines of it."""

    quads: tuple[Quad, ...]
    lines: Lines


def expand(given: Given, tree: Tree, dataset: str, stem: str, beside: Names) -> Expanded:
    """Make the statements of a source file.

    Args:
        given: what is written, as the model has read it.
        tree: the same with lines.
        dataset: the address of the dataset.
        stem: its name.
        beside: the things of other datasets by name.

    Raises:
        InvalidData: names are not found, or something is missing; each on a line of its own.
    """
    return _Expansion(given, tree, dataset, stem, beside).run()


class _Expansion:
    def __init__(self, given: Given, tree: Tree, dataset: str, stem: str, beside: Names) -> None:
        self._given, self._tree, self._dataset = given, tree, dataset
        self._source: Given = given["source"]
        self._stem, self._addresses = stem, Addresses(stem)
        self._said = Statements()
        self._faults: list[str] = []
        self._things = list(things(given, stem))
        self._names = Names(map(named, self._things), beside)
        self._ends = {last(one.iri): one.iri for one in self._things}
        self._document = self._addresses.thing("Document", self._source.get("id", stem))
        self._evidence = EvidenceOf(
            self._said,
            self._addresses,
            self._document,
            given["checked"],
            lambda name: self._find(name, "Document", ()),
        )
        self._resting: dict[str, Found] = {}
        # What is inside a thing, and rests on what that will be found to rest on.
        self._resting_on: dict[str, list[str]] = {}
        # The evidence of what each actor takes part in.
        self._acting: dict[str, Found] = {}
        self._as_of: str | None = self._source.get("as_of", self._source.get("date"))

    def run(self) -> Expanded:
        for name, one in self._given.get("evidence", {}).items():
            self._evidence.name(name, one, self._line(("evidence", name)))
        self._describe()
        self._cite()
        for thing in self._things:
            self._state(thing)
        for thing in self._known():
            self._add(thing, self._line(thing.path), known=True)
        for thing in self._things:
            self._support(thing)
        if self._faults:
            raise InvalidData("\n".join(self._faults))
        return Expanded(tuple(self._said.quads), self._said.lines)

    # ---------------------------------------------------------------- the dataset, the source

    def _describe(self) -> None:
        """State the dataset's description."""
        given, iri, said = self._given, self._dataset, self._said
        line = self._line(("title",))
        said.begin(iri, DCAT + "Dataset", line)
        title = [(given["title"], "en")]
        said.texts(iri, PREF_LABEL, title, line)
        said.texts(iri, TITLE, title, line)
        part = OPENING if self._source.get("read") == "opening" else WHOLE
        about = given.get("description") or f"{given['title']}: {part}"
        said.texts(iri, DCTERMS + "description", [(about, "en")], self._line(("description",)))
        said.say(iri, DCTERMS + "publisher", node(PUBLISHER), line)
        said.say(iri, DCTERMS + "source", node(self._document), line)
        said.say(iri, DCTERMS + "issued", date(given.get("issued", given["checked"])), line)
        for one in given.get("language", ["en"]):
            said.say(iri, DCTERMS + "language", Literal(one), line)
        said.say(iri, DCTERMS + "license", node(LICENCE), line)
        said.say(iri, DCAT + "version", Literal(given.get("version", "1.0.0")), line)

    def _cite(self) -> None:
        """State the document that the file is about."""
        source, iri, line = self._source, self._document, self._line(("source",))
        self._said.begin(iri, "Document", line)
        name = source.get("our_name", self._given["title"])
        self._said.texts(iri, PREF_LABEL, [(name, "en")], line)
        self._said.say(iri, COOP + "editorName", TRUE, line)
        language = source.get("language", ["en"])[0]
        given: dict[str, Any] = {
            key: value if isinstance(value, list) else [value]
            for key, value in source.items()
            if key in terms.properties("Document")
        }
        given.setdefault("kind", ["news_article"])
        if "title" in source:
            given["title"] = [(source["title"], language)]
        self._published(iri, given, ("source",))
        self._properties("Document", iri, given, ("source",))
        self._rest(iri, self._own_evidence(iri, source, ("source",)), line)

    def _published(self, iri: str, given: Given, path: Path) -> None:
        """State what a document does not say of itself."""
        missing = [aspect for key, aspect in OF_DOCUMENTS.items() if key not in given]
        self._said.not_stated(iri, missing, self._line(path))

    # ---------------------------------------------------------------- things

    def _known(self) -> Iterator[Thing]:
        """Yield what the file says of things that other datasets declare."""
        for name, one, path in written(self._given):
            if "known" in one:
                yield Thing(name, self._find(one["known"], name, (*path, "known")), one, path)

    def _state(self, thing: Thing) -> None:
        """State a thing that the file declares."""
        line, given, iri = self._line(thing.path), thing.given, thing.iri
        if self._said.lines.subjects.get(iri):
            self._fault(
                thing.path,
                f"there is a second {thing.type} with the address {iri}; give"
                " one of them another `id`",
            )
        self._said.begin(iri, thing.type, line)
        if thing.type not in terms.NAMELESS:
            if not english_name(given):
                self._fault(thing.path, "an English name is missing; add `our_name`")
            self._name(iri, given, thing.path)
        if thing.type == "Document":
            self._published(iri, given, thing.path)
        self._add(thing, line, known=False)

    def _name(self, iri: str, given: Given, path: Path) -> None:
        said, line = self._said, self._line((*path, "name"))
        said.texts(iri, PREF_LABEL, given.get("name", []), line)
        if ours := given.get("our_name"):
            said.texts(iri, PREF_LABEL, [(ours, "en")], self._line((*path, "our_name")))
            said.say(iri, COOP + "editorName", TRUE, line)

    def _add(self, thing: Thing, line: int, *, known: bool) -> None:
        """State what is said of a thing, and what is inside it."""
        iri, given, path = thing.iri, thing.given, thing.path
        found = self._own_evidence(iri, given, path)
        self._rest(iri, found, line)
        self._resting[iri] = found
        self._properties(thing.type, iri, given, path)
        self._defaults(thing, line, known=known)
        # A second source's statement of a status is another one, in an address of its own.
        end = f"/{self._stem}" if known else ""
        for key, inner in terms.nested(thing.type).items():
            for number, one in enumerate(given.get(key, [])):
                self._inside(thing, inner, one, (*path, key, number), end)
        if "Act" in ancestors(thing.type):
            for role in terms.roles():
                if role not in terms.properties(thing.type):
                    for number, one in enumerate(given.get(role, [])):
                        self._participate(thing, role, one, (*path, role, number))

    def _defaults(self, thing: Thing, line: int, *, known: bool) -> None:
        """State the codes that nobody has to write, and the time of what has one."""
        iri, given, keys = thing.iri, thing.given, terms.properties(thing.type)
        self._bring(thing.type, iri, given, line)
        if not known and thing.type in ("Agreement", "AgreementSet"):
            stated = "all" if "party" in given else "none"
            if "parties_stated" not in given:
                self._said.values(iri, keys["parties_stated"], [stated], line)
        self._time(thing.type, iri, given, self._as_of, thing.path)

    def _bring(self, type_: str, iri: str, given: Given, line: int) -> None:
        """State the codes that go with what is written, where nothing else is."""
        keys = terms.properties(type_)
        for key, (brought, value) in DEFAULTS.items():
            if key in given and brought not in given and {key, brought} <= keys.keys():
                self._said.values(iri, keys[brought], [value], line)

    def _time(self, type_: str, iri: str, given: Given, when: str | None, path: Path) -> None:
        """State as of when something is said or held, where nothing else says that."""
        dated = {"as_of", "start_date", "end_date"} & set(given)
        if type_ not in TIMED or dated or "date" in given.get("not_stated", []):
            return
        if when:
            self._said.say(iri, COOP + "asOf", date(when), self._line(path))
        elif type_ in ("StatusStatement", "PostHolding"):
            self._said.not_stated(iri, ["date"], self._line(path))

    def _inside(self, outer: Thing, inner: Nested, given: Given, path: Path, end: str) -> None:
        """State a thing inside another, with the link back; `end` may end its address."""
        line, name = self._line(path), inner.type
        iri = self._addresses.unique(
            address_inside(outer, inner, given, self._stem, self._as_of) + end
        )
        self._said.begin(iri, name, line)
        self._said.say(iri, COOP + inner.back, NamedNode(outer.iri), line)
        found = self._own_evidence(iri, given, path) or whole(self._resting[outer.iri])
        self._rest(iri, found, line)
        if not found:
            self._resting_on.setdefault(outer.iri, []).append(iri)
        self._properties(name, iri, given, path)
        if name == "PostHolding" and "organization" not in given:
            self._employ(iri, given, path)
        self._bring(name, iri, given, line)
        self._time(name, iri, given, as_of(outer.given, given, self._as_of), path)

    def _employ(self, post: str, given: Given, path: Path) -> None:
        """State the organization of a post: the one that its unit is a part of."""
        units = [self._find(name, "Organization", path) for name in given.get("in_unit", [])]
        wholes = [
            name
            for thing in self._things
            if thing.iri in units
            for name in thing.given.get("unit_of", [])
        ]
        if len(wholes) != 1:
            self._fault(path, "say with `organization` where the post is held")
            return
        found = self._find(wholes[0], "Organization", path)
        self._said.say(post, COOP + "organization", NamedNode(found), self._line(path))

    def _participate(self, act: Thing, role: str, given: Given, path: Path) -> None:
        """State who takes part in an act in a role."""
        line = self._line(path)
        for name in given["who"]:
            participant = self._find(name, "Actor", (*path, "who"))
            end = given.get("id") or f"{role}-{last(participant)}"
            iri = self._addresses.unique(f"participation/{last(act.iri)}/{end}")
            self._said.begin(iri, terms.PARTICIPATION, line)
            self._said.say(iri, COOP + "inAct", NamedNode(act.iri), line)
            self._said.say(iri, COOP + "participant", NamedNode(participant), line)
            self._said.say(iri, COOP + "role", code("role", role), line)
            self._properties(terms.PARTICIPATION, iri, given, path)
            found = self._own_evidence(iri, given, path) or whole(self._resting[act.iri])
            self._rest(iri, found, line)
            self._acting.setdefault(participant, {}).update(found)

    # ---------------------------------------------------------------- what all of these share

    def _properties(self, type_: str, iri: str, given: Given, path: Path) -> None:
        """State the properties that the ontology gives a class."""
        for key, one in terms.properties(type_).items():
            if key not in given:
                continue
            line = self._line((*path, key))
            if one.kind and one.kind.value == "text":
                self._said.texts(iri, one.iri, given[key], line)
            elif one.kind or one.scheme:
                self._said.values(iri, one, given[key], line)
            else:
                for number, name in enumerate(given[key]):
                    found = self._find(name, one.range, (*path, key, number))
                    self._said.say(iri, one.iri, NamedNode(found), line)

    def _own_evidence(self, iri: str, given: Given, path: Path) -> Found:
        try:
            return self._evidence.of(iri, given, self._line((*path, "at")))
        except InvalidData as error:
            self._fault((*path, "see"), str(error))
            return {}

    def _rest(self, iri: str, found: Found, line: int) -> None:
        self._said.rest_on(iri, found, line)

    def _find(self, name: str, wanted: str, path: Path) -> str:
        try:
            return self._names.find(name, wanted, self._ends)
        except UnknownName as error:
            self._fault(path, str(error))
            return node("thing/unknown").value

    def _line(self, path: Path) -> int:
        return self._tree.line_of(path)

    def _fault(self, path: Path, message: str) -> None:
        keys = ".".join(str(step) for step in path if not isinstance(step, int))
        self._faults.append(f"{self._line(path)}: {keys}: {message}")

    def _support(self, thing: Thing) -> None:
        """Let an actor without evidence rest on that of what it takes part in, else the first."""
        if "Actor" in ancestors(thing.type) and not self._resting[thing.iri]:
            found = whole(self._acting.get(thing.iri, {}) or self._elsewhere(thing.iri))
            for iri in (thing.iri, *self._resting_on.get(thing.iri, ())):
                self._rest(iri, found, self._line(thing.path))

    def _elsewhere(self, iri: str) -> Found:
        """Return the evidence of the first thing in the file that points at an actor."""
        pointing = (
            quad.subject.value
            for quad in self._said.quads
            if quad.object == NamedNode(iri) and isinstance(quad.subject, NamedNode)
        )
        return next(filter(None, map(self._evidence_of, pointing)), {})

    def _evidence_of(self, iri: str) -> Found:
        has = NamedNode(COOP + "hasEvidence")
        return {
            quad.object.value: []
            for quad in self._said.quads
            if quad.subject == NamedNode(iri)
            and quad.predicate == has
            and isinstance(quad.object, NamedNode)
        }
