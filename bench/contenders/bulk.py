"""coopgraph's other way in: Neo4j's own importer, into an empty graph."""

from pathlib import Path

from bench.measuring.place import Place
from bench.measuring.server import local
from graph.bulk.bulk_import import Bulk
from graph.database.driver import Database
from graph.spill.staging import Staging
from graph.store import Store
from loaders.reading.files import read
from ontology.vocabulary import vocabulary


def load(place: Place, path: Path) -> None:
    """Load a file in bulk, also one for which the loader would choose Bolt."""
    server = local(Path(place.home), Path(place.n10s) if place.n10s else None)
    with server.session() as target, Database(target) as database, Staging() as staging:
        Store(database, vocabulary()).prepare()
        read([path], staging)
        Bulk(server, database, vocabulary()).load(staging)
