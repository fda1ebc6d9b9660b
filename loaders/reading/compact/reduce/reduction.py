"""Reducing the statements of a dataset to what its source file would write."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pyoxigraph import Literal, Quad

from loaders.reading.compact.expand.addresses import Addresses, last
from loaders.reading.compact.expand.names import Named, Names, UnknownName
from loaders.reading.compact.expand.rules import (
    DEFAULTS,
    OF_DOCUMENTS,
    TIMED,
    address_inside,
    as_of,
    whole,
)
from loaders.reading.compact.expand.things import Thing, english, own_end
from loaders.reading.compact.form import terms
from loaders.reading.compact.form.domains import ancestors
from loaders.reading.compact.form.plurals import plural
from loaders.reading.compact.form.terms import Nested, Property
from loaders.reading.compact.form.values import short_locator
from loaders.reading.compact.reduce.inline import inline
from loaders.reading.compact.reduce.said import Described, one_or_list, plain_texts
from ontology.namespaces import COOP, DCAT, DCTERMS, SKOS, short
from ontology.vocabulary import Kind

# What is written in one place, ready for YAML.
Written = dict[str, Any]

# Keys beside which the time that follows by rule is not taken.
DATED: Final = {"start_date", "end_date"}
ENDS: Final = ("startDate", "endDate")
# Characters of a name; for a longer one another name or an `id` is taken, if that is shorter.
SHORT: Final = 20
EVIDENCE: Final = COOP + "hasEvidence"
AS_OF: Final = COOP + "asOf"


def reduce(
    quads: Iterable[Quad], dataset: str, stem: str, beside: Names, *, named: bool = False
) -> Written:
    """Return what a source file of a dataset writes, as far as it can say that.

    Args:
        quads: the dataset's statements.
        dataset: its address.
        stem: its name.
        beside: the things of other datasets by name.
        named: whether all evidence is listed under a name, wherever it rests.
    """
    return _Reduction(Described(quads), dataset, stem, beside, named=named).run()


class _Reduction:
    def __init__(
        self, said: Described, dataset: str, stem: str, beside: Names, *, named: bool
    ) -> None:
        self._said, self._dataset, self._stem = said, dataset, stem
        self._addresses = Addresses(stem)
        self._document = next(iter(said.iris(dataset, DCTERMS + "source")), "")
        self._names = Names(beside=beside)
        for type_, iri in self._declared():
            self._names.add(self._named(type_, iri))
        self._ends = {last(iri): iri for _, iri in self._declared()}
        self._inner = self._by_outer()
        self._aspects = {
            iri: [last(one) for one in said.iris(iri, COOP + "supports")]
            for iri in said.of_type("Evidence")
        }
        self._acting = self._actings()
        self._inline: dict[str, list[str]] = {}
        if not named:
            self._inline = inline(said, self._addresses, self._aspects, self._inner, self._implied)
        beside_things = {one for some in self._inline.values() for one in some}
        self._listed = [iri for iri in self._aspects if iri not in beside_things]
        self._checked = self._literal(dataset, DCTERMS + "issued") or ""
        self._as_of: str | None = None

    def run(self) -> Written:
        """Return the whole file."""
        source = self._source()
        written = self._head()
        written["source"] = source
        if self._listed:
            written["evidence"] = {
                self._evidence_name(iri): self._evidence(iri) for iri in self._listed
            }
            for iri in self._listed:
                self._addresses.unique(short(iri))
        every = list(self._all())
        for section, name in terms.sections().items():
            things = [self._thing(name, iri) for type_, iri in every if type_ == name]
            if things:
                written[section] = things
        return written

    # ---------------------------------------------------------------- what there is

    def _declared(self) -> Iterator[tuple[str, str]]:
        """Yield the things of sections: class and address."""
        for iri in self._said.subjects():
            name = self._said.type(iri)
            if name in terms.PATHS and iri != self._document:
                yield name, iri

    def _all(self) -> Iterator[tuple[str, str]]:
        """Yield the things of sections, and then those that other datasets declare."""
        yield from self._declared()
        mine = {self._document, *(iri for _, iri in self._declared())}
        for iri in self._said.subjects():
            known = self._names.get(iri)
            if known and iri not in mine and known.type in terms.PATHS:
                yield known.type, iri

    def _named(self, type_: str, iri: str) -> Named:
        texts = self._said.texts(iri, SKOS + "prefLabel")
        texts += self._said.texts(iri, SKOS + "altLabel")
        some = [english(texts), *(text for text, _ in texts)]
        return Named(iri, type_, tuple(dict.fromkeys(filter(None, some))))

    def _by_outer(self) -> dict[str, list[tuple[str, str]]]:
        """Return what is inside each thing: the key and the address of each."""
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for iri in self._said.subjects():
            name = self._said.type(iri)
            if name == terms.PARTICIPATION:
                for role in self._said.iris(iri, COOP + "role"):
                    for act in self._said.iris(iri, COOP + "inAct"):
                        found[act].append((last(role), iri))
            for key, inner in terms.NESTED.items():
                if inner.type == name and (
                    name != "StatusStatement" or self._said.values(iri, _status(key))
                ):
                    for outer in self._said.iris(iri, COOP + inner.back):
                        found[outer].append((key, iri))
        return dict(found)

    def _actings(self) -> dict[str, dict[str, list[str]]]:
        """Return the evidence of what each actor takes part in."""
        found: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
        for iri in self._said.of_type(terms.PARTICIPATION):
            for actor in self._said.iris(iri, COOP + "participant"):
                found[actor] |= self._found(iri)
        return dict(found)

    def _implied(self, iri: str, outer: str | None = None) -> dict[str, list[str]]:
        """Return the evidence on which a thing inside another, or an actor, rests by rule.

        An actor rests on that of what it takes part in.
        """
        return whole(self._found(outer) if outer else self._acting.get(iri, {}))

    def _found(self, iri: str) -> dict[str, list[str]]:
        return {one: self._aspects.get(one, []) for one in self._said.iris(iri, EVIDENCE)}

    # ---------------------------------------------------------------- the dataset, the source

    def _head(self) -> Written:
        said, iri = self._said, self._dataset
        title = english(said.texts(iri, DCTERMS + "title")) or self._stem
        written: Written = {"title": title}
        about = english(said.texts(iri, DCTERMS + "description"))
        if about and not about.startswith(f"{title}: what the "):
            written["description"] = about
        days = [self._literal(one, COOP + "checked") or "" for one in self._aspects]
        self._checked = max(set(days), key=days.count, default=self._checked)
        written["checked"] = self._checked
        issued = self._literal(iri, DCTERMS + "issued")
        if issued and issued != self._checked:
            written["issued"] = issued
        version = self._literal(iri, DCAT + "version")
        if version and version != "1.0.0":
            written["version"] = version
        languages = [one.value for one in said.values(iri, DCTERMS + "language")]
        if languages != ["en"]:
            written["language"] = one_or_list(languages)
        return written

    def _source(self) -> Written:
        iri, written = self._document, Written()
        end = self._end("Document", iri, self._stem)
        if end:
            written["id"] = end
        texts = self._said.texts(iri, DCTERMS + "title")
        if texts:
            written["title"] = texts[0][0]
        ours = english(self._said.texts(iri, SKOS + "prefLabel"))
        if ours and ours != english(self._said.texts(self._dataset, DCTERMS + "title")):
            written["our_name"] = ours
        kind = self._said.iris(iri, COOP + "kind")
        if kind and last(kind[0]) != "news_article":
            written["kind"] = last(kind[0])
        written |= self._properties("Document", iri, leave={"kind", "title", "not_stated"})
        written |= self._unsaid(iri, written)
        self._as_of = written.get("date")
        if common := self._usual_as_of():
            if common != self._as_of:
                written["as_of"] = common
            self._as_of = common
        about = english(self._said.texts(self._dataset, DCTERMS + "description")) or ""
        if "the opening of the source" in about:
            written["read"] = "opening"
        return written | self._rest(iri, {})

    def _usual_as_of(self) -> str | None:
        """Return as of when most of what is said is said; None where something has no time."""
        timed = [iri for iri in self._said.subjects() if self._said.type(iri) in TIMED]
        days = [self._literal(iri, AS_OF) for iri in timed if not self._is_dated(iri)]
        if None in days:
            return None
        return max(dict.fromkeys(days), key=days.count, default=None)

    def _is_dated(self, iri: str) -> bool:
        """Say whether a thing has other dates, or says that it has none."""
        said = self._said
        unsaid = [last(one) for one in said.iris(iri, COOP + "notStated")]
        return "date" in unsaid or any(said.values(iri, COOP + one) for one in ENDS)

    def _unsaid(self, iri: str, written: Written) -> Written:
        """Return the aspects that a document leaves unsaid, but for those that are missing."""
        implied = {aspect for key, aspect in OF_DOCUMENTS.items() if key not in written}
        said = [last(one) for one in self._said.iris(iri, COOP + "notStated")]
        further = [one for one in said if one not in implied]
        return {"not_stated": one_or_list(further)} if further else {}

    # ---------------------------------------------------------------- evidence

    def _evidence_name(self, iri: str) -> str:
        return short(iri).removeprefix(f"evidence/{self._stem}/")

    def _evidence(self, iri: str) -> Written:
        said = self._said
        written: Written = {"at": short_locator(self._literal(iri, COOP + "locator") or "")}
        written["says"] = plain_texts(said.texts(iri, COOP + "paraphrase"), many=False)
        if aspects := self._aspects[iri]:
            written["for"] = one_or_list(aspects)
        sure = [last(one) for one in said.iris(iri, COOP + "confidence")]
        if sure and sure != ["high"]:
            written["sure"] = sure[0]
        if rule := self._literal(iri, COOP + "rule"):
            written["inferred"] = rule
        document = said.iris(iri, COOP + "inDocument")
        if document and document[0] != self._document:
            written["in"] = self._reference(document[0], "Document")
        if (day := self._literal(iri, COOP + "checked")) and day != self._checked:
            written["checked"] = day
        return written

    def _rest(self, iri: str, implied: dict[str, list[str]]) -> Written:
        """Return on what a thing rests, where that does not follow from where it stands."""
        found = self._said.iris(iri, EVIDENCE)
        own = self._inline.get(iri, [])
        if not own and set(found) == set(implied):
            return {}
        written: Written = {}
        for one in own:
            self._addresses.unique(self._addresses.evidence_path(iri, self._aspects[one]))
        beside = [self._evidence(one) for one in own]
        if beside:
            written |= beside.pop(0)
        if named := [self._evidence_name(one) for one in found if one not in own]:
            written["see"] = one_or_list(named)
        if beside:
            written["evidence"] = beside
        return written

    # ---------------------------------------------------------------- things

    def _thing(self, name: str, iri: str) -> Written:
        """Return what is written of a thing in its section."""
        declared, written = self._said.type(iri) is not None, Written()
        if not declared:
            written["known"] = self._reference(iri, name)
        elif name not in terms.NAMELESS:
            written |= self._own_names(iri)
        properties = self._properties(name, iri, leave=set())
        given: Written = {key: _listed(value) for key, value in properties.items()}
        if "our_name" in written:
            given["our_name"] = written["our_name"]
        texts = self._said.texts(iri, SKOS + "prefLabel")
        given |= {"name": texts, "summary": self._said.texts(iri, COOP + "summary")}
        thing = Thing(name, iri, given, ())
        if declared and (end := self._end(name, iri, own_end(name, given))):
            written["id"] = end
        if name == "Document":
            properties.pop("not_stated", None)
            properties |= self._unsaid(iri, properties)
        written |= self._without_defaults(thing, properties, declared=declared)
        written |= self._rest(iri, self._implied(iri))
        for key, inner in terms.nested(name).items():
            some = [self._inside(thing, key, inner, one) for one in self._of(iri, key)]
            if some:
                written[_key(key, some)] = one_or_list(some)
        if "Act" in ancestors(name):
            written |= self._participants(thing)
        return written

    def _of(self, iri: str, key: str) -> list[str]:
        return [inner for one, inner in self._inner.get(iri, ()) if one == key]

    def _own_names(self, iri: str) -> Written:
        texts, written = self._said.texts(iri, SKOS + "prefLabel"), Written()
        if self._literal(iri, COOP + "editorName") == "true":
            written["our_name"] = english(texts)
            texts = [one for one in texts if one[1] != "en"]
        if texts:
            written["name"] = plain_texts(texts, many=False)
        return written

    def _end(self, name: str, iri: str, by_rule: str) -> str | None:
        """Return the `id` that a thing needs; None where the rule gives its address."""
        if not iri or self._addresses.thing(name, by_rule) == iri:
            return None
        return last(iri) if self._addresses.thing(name, last(iri)) == iri else short(iri)

    def _without_defaults(self, thing: Thing, properties: Written, *, declared: bool) -> Written:
        """Return the properties of a thing, but for those that follow by rule."""
        kept = dict(properties)
        self._drop_defaults(kept, thing.type)
        if declared and thing.type in ("Agreement", "AgreementSet"):
            stated = "all" if self._of(thing.iri, "party") else "none"
            if kept.get("parties_stated") == stated:
                del kept["parties_stated"]
        if thing.type in TIMED and kept.get("as_of") == self._as_of and not DATED & kept.keys():
            kept.pop("as_of", None)
        return kept

    def _drop_defaults(self, kept: Written, name: str) -> None:
        for key, (brought, value) in DEFAULTS.items():
            if key in kept and kept.get(brought) == value:
                del kept[brought]

    def _inside(self, outer: Thing, key: str, inner: Nested, iri: str) -> Any:
        """Return what is written of a thing inside another; its main value if that is all."""
        kept = self._properties(inner.type, iri, leave=set())
        given = {one: _listed(value) for one, value in kept.items()}
        given["summary"] = self._said.texts(iri, COOP + "summary")
        known = f"/{self._stem}" if self._said.type(outer.iri) is None else ""
        path = address_inside(outer, inner, given, self._stem, self._as_of) + known
        if self._addresses.next(path) == iri:
            self._addresses.unique(path)
        else:
            kept = {"id": self._nested_id(outer, inner, given, iri, known)} | kept
        self._drop_defaults(kept, inner.type)
        if inner.type == "PostHolding" and self._unit_implies(iri):
            kept.pop("organization", None)
        when = as_of(outer.given, given, self._as_of)
        if kept.get("as_of") == when and not DATED & kept.keys():
            kept.pop("as_of", None)
        dated = inner.type in ("StatusStatement", "PostHolding")
        if when is None and dated and kept.get("not_stated") == "date":
            del kept["not_stated"]
        kept |= self._rest(iri, whole(self._found(outer.iri)))
        return kept[key] if list(kept) == [key] and inner.type == "StatusStatement" else kept

    def _unit_implies(self, post: str) -> bool:
        """Say whether a post is in the one organization that its unit is a part of."""
        units = self._said.iris(post, COOP + "inUnit")
        wholes = [one for unit in units for one in self._said.iris(unit, COOP + "unitOf")]
        return len(wholes) == 1 and wholes == self._said.iris(post, COOP + "organization")

    def _nested_id(self, outer: Thing, inner: Nested, given: Written, iri: str, end: str) -> str:
        """Return the shortest `id` that gives a nested thing its address."""
        tried = {**given, "id": last(iri)}
        path = address_inside(outer, inner, tried, self._stem, self._as_of) + end
        return last(iri) if self._addresses.next(path) == iri else short(iri)

    def _participants(self, act: Thing) -> Written:
        """Return who takes part in an act, by role; those of whom the same is said together."""
        written: Written = {}
        for role in terms.roles():
            together: dict[str, tuple[list[str], Written]] = {}
            for iri in self._of(act.iri, role):
                participant = self._said.iris(iri, COOP + "participant")[0]
                kept = self._properties(terms.PARTICIPATION, iri, leave=set())
                path = f"participation/{last(act.iri)}/{role}-{last(participant)}"
                if self._addresses.next(path) == iri:
                    self._addresses.unique(path)
                else:
                    kept["id"] = last(iri)
                kept |= self._rest(iri, whole(self._found(act.iri)))
                who = self._reference(participant, "Actor")
                together.setdefault(repr(kept), ([], kept))[0].append(who)
            listed: list[Any] = []
            for who_all, kept in together.values():
                listed += [{"who": one_or_list(who_all), **kept}] if kept else who_all
            if listed:
                written[_key(role, listed)] = one_or_list(listed)
        return written

    # ---------------------------------------------------------------- values

    def _properties(self, name: str, iri: str, leave: set[str]) -> Written:
        """Return the values of the properties that the ontology gives a class."""
        written: Written = {}
        for key, one in terms.properties(name).items():
            values = self._said.values(iri, one.iri)
            if not values or key in leave:
                continue
            if one.kind is Kind.TEXT:
                texts = self._said.texts(iri, one.iri)
                written[key] = plain_texts(texts, many=not one.single)
            elif one.kind:
                written[key] = one_or_list([value.value for value in values])
            else:
                iris = self._said.iris(iri, one.iri)
                written[key] = one_or_list([self._thing_or_code(value, one) for value in iris])
        return written

    def _thing_or_code(self, iri: str, one: Property) -> str:
        if not one.scheme:
            return self._reference(iri, one.range)
        return last(iri) if short(iri) == f"{one.scheme}/{last(iri)}" else short(iri)

    def _reference(self, iri: str, wanted: str) -> str:
        """Return how people write a thing: by a name that means it alone, an `id`, an address."""
        named = self._names.get(iri)
        names = [name for name in (named.names if named else ()) if self._means(name, iri, wanted)]
        if names and len(names[0]) <= SHORT:
            return names[0]
        if self._ends.get(last(iri)) == iri:
            names.append(last(iri))
        return min(names, key=len, default=short(iri))

    def _means(self, name: str, iri: str, wanted: str) -> bool:
        try:
            return self._names.find(name, wanted, self._ends) == iri
        except UnknownName:
            return False

    def _literal(self, iri: str, predicate: str) -> str | None:
        values = self._said.values(iri, predicate)
        return values[0].value if values and isinstance(values[0], Literal) else None


def _key(key: str, values: list[Any]) -> str:
    """Return the key of several things in the plural, but of the statuses of one."""
    return plural(key) if len(values) > 1 and key not in ("status", "realisation_status") else key


def _status(key: str) -> str:
    return COOP + ("status" if key == "status" else "realisationStatus")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
