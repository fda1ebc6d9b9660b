"""The sections and keys of the compact form, read from the ontology and its shapes."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.reading.compact.form import domains
from loaders.reading.compact.form.domains import ancestors, codes
from loaders.reading.compact.form.plurals import plural
from ontology.namespaces import COOP, DCTERMS, SKOS
from ontology.vocabulary import Kind, vocabulary

# What follows the base in the address of a thing of each class; its plural is the section.
PATHS: Final = {
    "State": "state",
    "Region": "region",
    "City": "city",
    "Organization": "unit",
    "Institution": "institution",
    "Company": "company",
    "Bloc": "bloc",
    "Centre": "centre",
    "Person": "person",
    "ActorGroup": "group",
    "Agreement": "agreement",
    "AgreementSet": "agreement-set",
    "Event": "event",
    "Programme": "programme",
    "Prospect": "prospect",
    "Claim": "claim",
    "Document": "document",
}
# Classes whose things have no name, and are addressed under the dataset's name.
NAMELESS: Final = ("Claim", "Aim", "Commitment", "Contribution")


@dataclass(frozen=True)
class Nested:
    """A thing inside another: its class, the property that points back, and its path."""

    type: str
    back: str
    path: str


# Things inside another by key.
NESTED: Final = {
    "status": Nested("StatusStatement", "statusOf", "status-statement"),
    "realisation_status": Nested("StatusStatement", "statusOf", "status-statement"),
    "aim": Nested("Aim", "aimOf", "aim"),
    "commitment": Nested("Commitment", "commitmentOf", "commitment"),
    "contribution": Nested("Contribution", "contributionTo", "contribution"),
    "post": Nested("PostHolding", "holder", "post"),
    "membership": Nested("Membership", "member", "membership"),
}
# What other keys say, or rules make: nobody writes these.
IMPLIED: Final = frozenset(
    [
        *(COOP + name for name in ("hasEvidence", "inAct", "participant", "role", "editorName")),
        *(COOP + one.back for one in NESTED.values()),
        *(SKOS + name for name in ("prefLabel", "definition", "notation", "inScheme")),
        SKOS + "broader",
        DCTERMS + "source",
        DCTERMS + "license",
    ]
)
# Whatever a class, a thing may have these.
ANY: Final = frozenset(
    [
        *(COOP + name for name in ("notStated", "openList", "possiblySameAs", "implements")),
        *(SKOS + name for name in ("altLabel", "exactMatch")),
        DCTERMS + "description",
    ]
)
# Shorter keys than the view's names.
SHORTER: Final = {COOP + "postTitle": "title", DCTERMS + "issued": "date"}
# A participation, whose act, role and participant are said by where it stands.
PARTICIPATION: Final = "Participation"


@dataclass(frozen=True)
class Property:
    """A key of the compact form.

    Attributes:
        key: what is written, such as `signed_at`.
        iri: the property.
        kind: what its values are; None for things.
        range: the class of the things that it leads to, `Concept` for codes, `Thing` for any.
        scheme: the scheme of the codes.
        single: whether it has one value at most (one in a language for texts).
        meaning: the ontology's definition.
    """

    key: str
    iri: str
    kind: Kind | None
    range: str
    scheme: str | None
    single: bool
    meaning: str


@cache
def sections() -> dict[str, str]:
    """Return the class of each section, such as `Company` of `companies`."""
    return {plural(path).replace("-", "_"): name for name, path in PATHS.items()}


@cache
def roles() -> dict[str, str]:
    """Return the meaning of each role by its code."""
    return codes("role")


@cache
def properties(name: str) -> dict[str, Property]:
    """Return the keys that a class has, but for roles and nested things, by key."""
    kinds = ancestors(name)
    mine = (
        iri
        for iri, classes in domains.domains().items()
        if iri not in IMPLIED and (classes & kinds or (iri in ANY and name != PARTICIPATION))
    )
    found = (_property(iri, name) for iri in sorted(mine))
    return {one.key: one for one in found}


@cache
def nested(name: str) -> dict[str, Nested]:
    """Return the things that a class may have inside, by key."""
    return {key: one for key, one in NESTED.items() if _outer(key, one) & ancestors(name)}


def _outer(key: str, one: Nested) -> frozenset[str]:
    """Return the classes that a nested thing may be in."""
    if one.type == "StatusStatement":
        status = "status" if key == "status" else "realisationStatus"
        return domains.values_beside(COOP + one.back, COOP + status)
    return domains.values_of(COOP + one.back)


def _property(iri: str, owner: str) -> Property:
    known = vocabulary()
    attribute, reach = known.attributes.get(iri), domains.range_of(iri)
    return Property(
        SHORTER.get(iri) or (attribute.key if attribute else known.links[iri].type.lower()),
        iri,
        attribute.kind if attribute else None,
        reach,
        domains.scheme(iri, owner) if reach == "Concept" else None,
        attribute.single if attribute else domains.one_at_most(iri),
        domains.definition(iri),
    )
