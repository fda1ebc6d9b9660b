"""Who is measured, and how each of them is called upon."""

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graph.rdf.formats import Format

ROOT: Final = Path(__file__).resolve().parents[2]
# rdflib-neo4j wants a driver of its time, so it lives apart; `make clean` takes it away too.
APART: Final = ROOT / ".venv" / "rdflib-neo4j"
RDFLIB_NEO4J: Final = "1.1"
NEEDS: Final = (f"rdflib-neo4j=={RDFLIB_NEO4J}", "rdflib>=7,<8", "neo4j>=5.26,<6")
# A made graph of a million statements has a few more. What is larger is measured once, on a
# warm server only.
LARGE: Final = 1_100_000


@dataclass(frozen=True)
class Tool:
    """One way to load, and perhaps to export.

    Attributes:
        name: what tables call it.
        module: the module of `bench` that has `prepare` and `load`.
        ending: of the file that it reads, where there is a choice.
        options: further arguments of `load`.
        exporter: the module that has `export`, and the formats that it can.
        reloads: whether loading again, checking and dropping are measured too.
        least: statements from which on it is used.
        most: statements that it can load in minutes; larger files are not tried. None: any.
        apart: whether it runs in its own virtual environment.
        ours: whether others are compared with it.
        restarts: whether it stops and starts the server, so that it cannot be measured among
            others on a warm one, and makes constraints itself.
    """

    name: str
    module: str
    ending: str = ".ttl"
    options: dict[str, str] = field(default_factory=dict)
    exporter: str = ""
    formats: tuple[Format, ...] = ()
    reloads: bool = False
    least: int = 0
    most: int | None = None
    apart: bool = False
    ours: bool = False
    restarts: bool = False

    @property
    def state(self) -> str:
        """The state of the server in which others are compared with it."""
        return "fresh" if self.restarts else "warm"

    @property
    def python(self) -> Path | None:
        """The interpreter that it needs, None for this one."""
        return APART / "bin" / "python" if self.apart else None


OURS: Final = "coopgraph over Bolt"
BULK: Final = "coopgraph in bulk"
# Statements below which it is not even measured: Neo4j's stop and start is all that it takes.
BULK_MEASURED_FROM: Final = 300_000
OURS_NQUADS: Final = "coopgraph over Bolt, N-Quads"
RAW: Final = "raw driver, CREATE"
RAW_MERGE: Final = "raw driver, repeatable"
N10S: Final = "n10s"
RDFLIB: Final = "rdflib-neo4j"
PLAIN: Final = (Format.NTRIPLES, Format.TURTLE)

TOOLS: Final = (
    Tool(
        OURS,
        "ours",
        exporter="ours",
        formats=(Format.NTRIPLES, Format.NQUADS, Format.TURTLE),
        reloads=True,
        ours=True,
    ),
    Tool(BULK, "bulk", least=BULK_MEASURED_FROM, ours=True, restarts=True),
    Tool(
        OURS_NQUADS,
        "ours",
        ending=".nq",
        exporter="ours",
        formats=(Format.NQUADS,),
        reloads=True,
        most=LARGE,
    ),
    Tool(N10S, "n10s", exporter="n10s", formats=PLAIN),
    Tool(RAW, "raw", options={"by": "CREATE"}, exporter="raw_export", formats=PLAIN),
    Tool(RAW_MERGE, "raw", options={"by": "MERGE"}),
    Tool(RDFLIB, "rdflib_store", most=LARGE, apart=True),
)


def set_apart() -> None:
    """Make the virtual environment of rdflib-neo4j, once."""
    if (APART / "ready").exists():
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", APART], check=True)
    pip = [str(APART / "bin" / "python"), "-m", "pip", "install", "--quiet", *NEEDS]
    subprocess.run(pip, check=True)
    (APART / "ready").touch()
