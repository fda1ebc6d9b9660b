"""What is loaded."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.http.dependencies import StoreDep, only
from api.http.problems import ASKING, documented
from api.presentation import inventory
from loaders.catalog import find

router = APIRouter(prefix="/datasets", tags=["datasets"], dependencies=[only()])

Name = Annotated[str, Path(description="The short name, or the URL-encoded IRI.")]


@router.get(
    "",
    summary="What is loaded",
    operation_id="datasets",
    responses=documented(*ASKING),
)
def datasets(store: StoreDep) -> list[inventory.Dataset]:
    """Every dataset with its source, in the order of IRIs."""
    return [inventory.dataset(info) for info in store.datasets()]


@router.get(
    "/{name:path}",
    summary="One dataset with its ledger",
    operation_id="dataset",
    responses=documented(404, 409, *ASKING),
)
def dataset(name: Name, store: StoreDep) -> inventory.DatasetWithLedger:
    """What a dataset is, where it comes from, and what was done to it."""
    info = find(name, store.datasets())
    return inventory.with_ledger(info, store.loads(info.iri))
