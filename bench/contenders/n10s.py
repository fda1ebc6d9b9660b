"""neosemantics, in the setting that keeps most: it runs inside the server."""

from pathlib import Path
from typing import Final

import requests
from neo4j import GraphDatabase

from bench.measuring.place import Place
from graph.rdf.formats import Format, by_path

CONSTRAINT: Final = "CREATE CONSTRAINT n10s_unique_uri FOR (r:Resource) REQUIRE r.uri IS UNIQUE"
CONFIGURE: Final = """
CALL n10s.graphconfig.init({
  handleMultival: 'ARRAY', keepLangTag: true, keepCustomDataTypes: true, handleVocabUris: 'SHORTEN'
})
"""
FETCH: Final = """
CALL n10s.rdf.import.fetch($url, $form) YIELD terminationStatus, triplesLoaded, extraInfo
RETURN terminationStatus AS status, triplesLoaded AS loaded, extraInfo AS why
"""
EVERYTHING: Final = "MATCH (n:Resource) OPTIONAL MATCH (n)-[r]->() RETURN n, r"
NAMES: Final = {
    Format.TURTLE: "Turtle",
    Format.NTRIPLES: "N-Triples",
    Format.NQUADS: "N-Quads",
    Format.TRIG: "TriG",
}
# Seconds without a byte.
PATIENCE: Final = 600
CHUNK: Final = 1 << 20


def prepare(place: Place, path: Path) -> None:
    """Make the constraint that it asks for, and set it to keep what it can."""
    with GraphDatabase.driver(place.uri, auth=place.login) as driver:
        driver.execute_query(CONSTRAINT)
        driver.execute_query(CONFIGURE)


def load(place: Place, path: Path) -> None:
    """Have the server read a file; raises ValueError where it says that it could not."""
    parameters = {"url": path.resolve().as_uri(), "form": NAMES[by_path(path)]}
    with GraphDatabase.driver(place.uri, auth=place.login) as driver, driver.session() as session:
        row = session.run(FETCH, parameters).single(strict=True)
    if row["status"] != "OK" or not row["loaded"]:
        raise ValueError(f"n10s: {row['status']}, {row['loaded']} loaded: {row['why']}")


def export(place: Place, path: Path, form: str) -> None:
    """Write all nodes and relationships to a file, by its HTTP endpoint."""
    asked = {"cypher": EVERYTHING, "format": NAMES[Format(form)]}
    address = f"{place.http}/rdf/neo4j/cypher"
    with (
        requests.post(
            address, json=asked, auth=place.login, stream=True, timeout=PATIENCE
        ) as answer,
        path.open("wb") as file,
    ):
        answer.raise_for_status()
        file.writelines(answer.iter_content(CHUNK))
