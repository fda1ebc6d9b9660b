"""`/health`: whether the process lives, and whether Neo4j answers; neither waits for a thread."""

from fastapi import APIRouter
from pydantic import BaseModel

from api.http.dependencies import HealthDep, only
from api.http.problems import ASKING, documented

router = APIRouter(prefix="/health", tags=["health"], dependencies=[only()])


class Health(BaseModel):
    """A sign of life."""

    status: str = "ok"


@router.get("/live", summary="Is the process alive?", operation_id="live")
async def live() -> Health:
    """Answers as long as the process does, whatever the database's state."""
    return Health()


@router.get(
    "/ready",
    summary="Can questions be answered?",
    operation_id="ready",
    responses=documented(*ASKING),
)
async def ready(pulse: HealthDep) -> Health:
    """Asks the database for a sign of life; 503 where it gives none within seconds."""
    await pulse.check()
    return Health()
