"""The FastAPI app: middleware, routers, exception handlers, and what it opens and closes."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterable
from contextlib import asynccontextmanager, nullcontext
from importlib.metadata import version
from typing import Any, Final

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from api import settings
from api.http import middleware
from api.http.compression import Compressed
from api.http.exports import Exports
from api.http.handlers import HANDLERS
from api.http.hosts import AllowedHosts, allowed_hosts
from api.http.problems import Problem, documented
from api.opening import Opened, confirmed
from api.questions.answers import Asker
from api.questions.examples import examples, plan
from api.routes import ROUTERS
from graph.database.health import HealthCheck
from graph.read.consistency.async_reader import AsyncReader

DESCRIPTION: Final = (
    "Who partnered with whom on AI, when, under which agreement, and on whose word. "
    "Every named question of the catalogue is one operation; every answer names its sources."
)
TAGS: Final = [
    {"name": "queries", "description": "The named questions."},
    {"name": "search", "description": "Things by any name."},
    {"name": "datasets", "description": "What is loaded, and everything as RDF."},
    {"name": "health", "description": "Whether questions can be answered."},
]


class Api(FastAPI):
    """FastAPI whose description also has real answers, and the problem document."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI description."""
        description = super().openapi()
        template = "#/components/schemas/{model}"
        _, schemas = models_json_schema([(Problem, "serialization")], ref_template=template)
        description["components"]["schemas"].update(schemas["$defs"])
        for name, example in examples().items():
            # Only here: FastAPI would drop what is null.
            answer = description["paths"][f"/queries/{name}"]["get"]["responses"]["200"]
            answer["content"]["application/json"]["example"] = example
        return description


@asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Do something beside an `async with` block; it ends with that, and its errors are lost."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


def create_app(
    open_database: Opened = confirmed, hosts: Iterable[str] = (), *, planned: bool = False
) -> FastAPI:
    """Make the app.

    Args:
        open_database: how it comes to its database, for as long as it runs; by default the
            one that the settings ask for, after a look at whether all questions can be asked.
        hosts: names that it answers under, besides this machine's own and those of the settings.
        planned: whether each question is asked once, so that the first client need not wait.

    Raises:
        InvalidConfiguration: a setting lists what is no name of a host.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_database() as database:
            app.state.database = database
            app.state.pulse = pulse = HealthCheck(database.target)
            app.state.exports = Exports(database.connect(), pulse)
            async with AsyncReader(database) as questions, pulse:
                app.state.questions = questions
                app.state.asker = asker = Asker(questions)
                with app.state.exports:
                    async with _beside(plan(asker)) if planned else nullcontext():
                        yield

    app = Api(
        title="coopgraph",
        summary="The knowledge graph of AI cooperation",
        description=DESCRIPTION,
        version=version("coopgraph"),
        license_info={"name": "Data: CC BY 4.0", "identifier": "CC-BY-4.0"},
        openapi_tags=TAGS,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        exception_handlers=HANDLERS,
        responses=documented(),
    )
    app.add_middleware(Compressed)
    app.add_middleware(middleware.UrlLength, longest=settings.URL_LENGTH)
    app.add_middleware(middleware.Head)
    app.add_middleware(middleware.cors)
    app.add_middleware(AllowedHosts, names={*hosts, *allowed_hosts()})
    app.add_middleware(middleware.SecurityHeaders)
    for router in ROUTERS:
        app.include_router(router)
    return app
