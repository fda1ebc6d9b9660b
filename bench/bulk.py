"""coopgraph's other way in: Neo4j's own importer, into an empty graph."""

from pathlib import Path

from bench.place import Place
from bench.server import local
from graph.database import Database
from graph.store import Store
from loaders.load import load as load_files
from ontology.vocabulary import vocabulary


def load(place: Place, path: Path) -> None:
    """Load a file that is large enough in bulk; Neo4j is stopped and started for it.

    Raises:
        RuntimeError: it went over Bolt.
    """
    server = local(Path(place.home), Path(place.n10s) if place.n10s else None)
    with server.session() as target, Database(target) as database:
        store = Store(database, vocabulary())
        report = load_files([path], store, server=server, validate=False)
    if not (report.way or "").startswith("Written in bulk"):
        raise RuntimeError(f"No bulk load: {report.way}")
