"""A Neo4j Community with its Browser that coopgraph installs and runs by itself."""

from graph.database.local.server import LocalServer, ServerStatus
from graph.database.local.sessions import InUse

__all__ = ["InUse", "LocalServer", "ServerStatus"]
