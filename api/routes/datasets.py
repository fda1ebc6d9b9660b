"""`/datasets`: what is loaded, with its ledger."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.http.dependencies import HeldDep, only
from api.http.problems import ASKING, documented
from api.presentation import inventory
from graph.database.statements import QueryCoroutine
from graph.state import catalog
from loaders.catalog import find
from ontology.vocabulary import vocabulary

router = APIRouter(prefix="/datasets", tags=["datasets"], dependencies=[only()])

Name = Annotated[str, Path(description="The short name, or the URL-encoded IRI.")]


@router.get(
    "",
    summary="What is loaded",
    operation_id="datasets",
    responses=documented(*ASKING),
)
def datasets(held: HeldDep) -> list[inventory.Dataset]:
    """Every dataset with its source, in the order of IRIs."""
    return [inventory.dataset(info) for info in held(lambda: catalog.datasets(vocabulary()))]


@router.get(
    "/{name:path}",
    summary="One dataset with its ledger",
    operation_id="dataset",
    responses=documented(404, 409, *ASKING),
)
def dataset(name: Name, held: HeldDep) -> inventory.DatasetWithLedger:
    """What a dataset is, where it comes from, and what was done to it."""
    return held(lambda: _dataset(name))


def _dataset(name: str) -> QueryCoroutine[inventory.DatasetWithLedger]:
    info = find(name, (yield from catalog.datasets(vocabulary())))
    return inventory.with_ledger(info, (yield from catalog.loads(info.iri)))
