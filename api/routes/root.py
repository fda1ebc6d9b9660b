"""`/`: leads to the documentation."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

router = APIRouter()


@router.get("/", include_in_schema=False)
def root() -> RedirectResponse:
    """Lead to the documentation."""
    return RedirectResponse("/docs")
