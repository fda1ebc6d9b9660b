"""A Neo4j Community with its Browser that coopgraph installs and runs by itself."""

from graph.local.server import LocalServer, ServerStatus
from graph.local.users import InUse

__all__ = ["InUse", "LocalServer", "ServerStatus"]
