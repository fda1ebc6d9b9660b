"""`/export`: everything as RDF, streamed."""

import logging
from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from inspect import GEN_CLOSED, getgeneratorstate
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from api.http.dependencies import chosen, header, only
from api.http.exports import Exports, ExportsDep, Gathered, gather
from api.http.problems import ASKING, documented
from api.questions import incomplete, media
from api.questions.media import CODINGS
from graph.rdf.formats import Format
from graph.read.consistency.load_status import Incomplete
from graph.read.export import export
from graph.store import Store
from graph.system.compression import packed
from loaders.catalog import find
from ontology.errors import CoopgraphError
from ontology.vocabulary import vocabulary

log = logging.getLogger(__name__)
router = APIRouter(tags=["datasets"], dependencies=[only("format", "dataset", "consistent")])

FORMS: Final = {form.value: form.media_type for form in Format}
FILE: Final = {"schema": {"type": "string", "format": "binary"}}
CONTENT: Final = {
    **dict.fromkeys(FORMS.values(), FILE),
    Format.JSONLD.media_type: {"schema": {"type": "array", "items": {"type": "object"}}},
}
ATTACHED: Final = {
    "Content-Disposition": {
        "description": "A name for the file.",
        "required": True,
        "schema": {"type": "string"},
    },
    **incomplete.DOCUMENTED,
}


class StreamedRdf(StreamingResponse):
    """A file that is cut off where the database goes away, never silently shorter.

    Args:
        exports: whose threads make it.
        first: its beginning; until that is there a problem can be answered instead.
        packed: the rest, as it is sent.
        chunks: what that is made of; the transaction ends with it.
        headers: of the answer.
        media_type: of the file.
    """

    def __init__(
        self,
        exports: Exports,
        first: Gathered,
        packed: Iterator[bytes],
        chunks: Generator[bytes, None, None],
        *,
        headers: Mapping[str, str],
        media_type: str,
    ) -> None:
        self.exports = exports
        self.chunks = chunks
        super().__init__(exports.stream(first, packed), headers=headers, media_type=media_type)

    async def stream_response(self, send: Send) -> None:
        """Send the chunks; without an end where they end too early, which closes the connection."""
        try:
            await super().stream_response(send)
        except CoopgraphError as error:
            log.error("An export was cut off: %s", error)  # noqa: TRY400 - the message is enough

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, and close its transaction also where the client has gone."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            # What came to its end is closed already. Where a thread still waits in it for a
            # silent server, it closes when that ends.
            with suppress(ValueError, CoopgraphError):
                if getgeneratorstate(self.chunks) != GEN_CLOSED:
                    await self.exports.run(self.chunks.close)


Form = Annotated[
    Format | None,
    Query(alias="format", description="The RDF format, whatever `Accept` says."),
]
Name = Annotated[
    str | None,
    Query(min_length=1, description="Only this dataset, by its short name or IRI. Else all."),
]

Consistent = Annotated[
    bool,
    Query(description="Whether to refuse (503) what is half loaded; else it is given as it is."),
]


@router.get(
    "/export",
    summary="RDF",
    operation_id="export",
    response_class=StreamingResponse,
    responses={
        200: {"description": "The file", "content": CONTENT, "headers": ATTACHED},
        **documented(404, 406, 409, *ASKING),
    },
)
async def export_rdf(
    request: Request,
    exports: ExportsDep,
    *,
    form: Form = None,
    dataset: Name = None,
    consistent: Consistent = True,
) -> Response:
    """The whole graph, or one dataset of it. Turtle, N-Triples and RDF/XML merge all datasets."""
    rdf = Format(chosen(request, form.value if form else None, FORMS))
    coding = media.coding(header(request, "accept-encoding"))
    return await exports.run(_begun, exports, rdf, dataset, coding, consistent=consistent)


def _begun(
    exports: Exports, rdf: Format, dataset: str | None, coding: str | None, *, consistent: bool
) -> Response:
    """Return the answer, of which at least the beginning is there."""
    store = Store(exports.database, vocabulary())
    info = None if dataset is None else find(dataset, store.known())
    half: list[Incomplete] = []
    iri = info.iri if info else None
    chunks = export(exports.database, rdf, iri, consistent=consistent, told=half.append)
    sent = packed(chunks, CODINGS[coding] if coding else None, quick=True)
    first = gather(sent)
    name = _file_name(info.name if info else "coopgraph")
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{rdf.ending}"',
        "Vary": "Accept, Accept-Encoding",
        **({"Content-Encoding": coding} if coding else {}),
        **incomplete.headers(*half),
    }
    if first.last:
        return Response(first.content, headers=headers, media_type=rdf.media_type)
    return StreamedRdf(exports, first, sent, chunks, headers=headers, media_type=rdf.media_type)


def _file_name(name: str) -> str:
    """Return a dataset's name as a file may be called."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in name)
