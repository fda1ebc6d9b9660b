"""The page at `/docs`: Swagger UI and its files, served from this address."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse
from starlette.exceptions import HTTPException

from api.http.dependencies import only

router = APIRouter(prefix="/docs", include_in_schema=False, dependencies=[only()])

OWN: Final = files("api.documentation")
# Swagger UI as it was released, in a package that follows its releases.
SWAGGER: Final = files("fastapi_swagger.resources")
FILES: Final[Mapping[str, Path]] = {
    "start.js": Path(str(OWN / "start.js")),
    **{
        name: Path(str(SWAGGER / name))
        for name in ("swagger-ui-bundle.js", "swagger-ui.css", "favicon-32x32.png")
    },
}
# Swagger UI's own style draws its arrows from `data:`; nothing of the page stands in the page.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@router.get("")
def page() -> HTMLResponse:
    """The page, which may load what it needs from here and from nowhere else."""
    text = (OWN / "page.html").read_text(encoding="utf-8")
    return HTMLResponse(text, headers={"Content-Security-Policy": POLICY})


@router.get("/{name}")
def file(name: str) -> FileResponse:
    """One of the files that the page loads."""
    if name not in FILES:
        raise HTTPException(404)
    return FileResponse(FILES[name])
