"""The addresses that the Neo4j Browser fetches: the guide and the style."""

from importlib.resources import files
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse

from api.browser.guide import page
from api.http.dependencies import only

router = APIRouter(prefix="/browser", include_in_schema=False, dependencies=[only()])

STYLE: Final = files("api.browser").joinpath("style.grass").read_text(encoding="utf-8")


@router.get("/guide.html", name="browser_guide")
def guide(request: Request) -> HTMLResponse:
    """The guide that the Browser plays when it connects; it names the API as the Browser does."""
    style = request.url_for("browser_style")
    return HTMLResponse(page(guide_url=str(request.url), style_url=str(style)))


@router.get("/style.grass", name="browser_style")
def style() -> PlainTextResponse:
    """How the Browser draws each kind of thing."""
    return PlainTextResponse(STYLE)
