"""Choosing the evidence that is written beside a thing, and not under a name of its own."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from loaders.reading.compact.expand.addresses import Addresses
from loaders.reading.compact.reduce.said import Described
from ontology.namespaces import COOP, short

Inner = Mapping[str, Sequence[tuple[str, str]]]
EVIDENCE = COOP + "hasEvidence"


def inline(
    said: Described,
    addresses: Addresses,
    aspects: Mapping[str, list[str]],
    inner: Inner,
    implied: Callable[[str, str | None], Collection[str]],
) -> dict[str, list[str]]:
    """Return the evidence that has its address from a thing, by that thing.

    What else rests on it may only be inside that thing, or an actor, who may rest on that of
    what it takes part in.

    Args:
        said: the dataset.
        addresses: its rules.
        aspects: all evidence, with the aspects that it is for.
        inner: what is inside each thing, by key.
        implied: returns the evidence on which a thing inside another, or an actor, rests by rule.
    """
    resting: defaultdict[str, list[str]] = defaultdict(list)
    for subject in said.subjects():
        for one in said.iris(subject, EVIDENCE):
            resting[one].append(subject)
    within = {iri: {one for _, one in some} for iri, some in inner.items()}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one, some in aspects.items():
        owner = next((iri for iri in resting[one] if _beside(one, iri, addresses, some)), None)
        if owner and all(
            iri == owner
            or set(said.iris(iri, EVIDENCE))
            == set(implied(iri, owner if iri in within.get(owner, ()) else None))
            for iri in resting[one]
        ):
            found[owner].append(one)
    return dict(found)


def _beside(evidence: str, iri: str, addresses: Addresses, aspects: list[str]) -> bool:
    path = re.escape(addresses.evidence_path(iri, aspects))
    return re.fullmatch(rf"{path}(-\d+)?", short(evidence)) is not None
