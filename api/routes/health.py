"""Is the process alive, and can it answer?"""

from fastapi import APIRouter
from pydantic import BaseModel

from api.dependencies import DatabaseDep, only
from api.problems import ASKING, documented

router = APIRouter(prefix="/health", tags=["health"], dependencies=[only()])


class Health(BaseModel):
    """A sign of life."""

    status: str = "ok"


@router.get("/live", summary="Is the process alive?", operation_id="live")
def live() -> Health:
    """Answers as long as the process does, whatever the database's state."""
    return Health()


@router.get(
    "/ready",
    summary="Can questions be answered?",
    operation_id="ready",
    responses=documented(*ASKING),
)
def ready(database: DatabaseDep) -> Health:
    """Asks the database for a sign of life; 503 while it is away."""
    database.verify()
    return Health()
