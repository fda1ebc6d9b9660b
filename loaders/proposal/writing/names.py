"""How things are named in a proposal: so that the file finds them, and people know them."""

from loaders.reading.compact.expand.addresses import last, slug
from loaders.reading.compact.expand.names import Named, Names, UnknownName
from ontology.namespaces import short


def written_name(one: Named, names: Names, wanted: str) -> str:
    """Return the name by which a file finds a thing: its first one, else its short address."""
    for name in one.names[:1]:
        try:
            if names.find(name, wanted) == one.iri:
                return name
        except UnknownName:
            break
    return short(one.iri)


def shown_name(one: Named) -> str:
    """Return a thing's name for people."""
    return one.names[0] if one.names else short(one.iri)


def listed_names(things: tuple[Named, ...]) -> str:
    """Return the names of things as one reads them: `Laos, China and Huawei`."""
    some = [shown_name(one) for one in things]
    return " and ".join(filter(None, (", ".join(some[:-1]), *some[-1:])))


def agreement_id(parties: tuple[Named, ...], kind: str, year: str) -> str:
    """Return the end of the address of an agreement."""
    some = [last(one.iri) if one.type != "State" else slug(shown_name(one)) for one in parties[:3]]
    return "-".join(filter(None, [*some, kind.replace("_", "-") if len(some) < 2 else "", year]))  # noqa: PLR2004
