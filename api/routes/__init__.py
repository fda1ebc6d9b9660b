"""The operations of the HTTP API, one module for each part of its addresses."""

from fastapi import APIRouter

from api.browser import routes as browser
from api.documentation import routes as documentation
from api.routes import datasets, export, health, queries, root, search

ROUTERS: tuple[APIRouter, ...] = (
    root.router,
    queries.router,
    search.router,
    datasets.router,
    export.router,
    health.router,
    browser.router,
    documentation.router,
)
