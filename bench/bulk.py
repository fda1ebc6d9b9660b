"""coopgraph's other way in: Neo4j's own importer, into an empty graph."""

from pathlib import Path

from bench.place import Place
from bench.server import local
from graph.bulk import Bulk
from graph.database import Database
from graph.staging import Staging
from graph.store import Store
from loaders.files import read
from ontology.vocabulary import vocabulary


def load(place: Place, path: Path) -> None:
    """Load a file in bulk, also one for which the loader would choose Bolt."""
    server = local(Path(place.home), Path(place.n10s) if place.n10s else None)
    with server.session() as target, Database(target) as database, Staging() as staging:
        Store(database, vocabulary()).prepare()
        read([path], staging)
        Bulk(server, database, vocabulary()).load(staging)
