"""The guide for the Neo4j Browser, made from the catalogue.

The Browser shows each `<slide>` as a page, puts what is in a `pre.runnable` into its editor at a
click, and runs the command of a `data-exec`. Before that it deletes whatever looks to it like an
event handler (also ` one = x` in Cypher), so that no `=` may stand in the text.
"""

import html
import json
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.resources import files
from string import Template
from typing import Any, Final

from queries.catalogue import Question, catalogue
from queries.header import MARK
from queries.parameters import Parameter

ACTORS: Final = "MATCH (actor:Actor) RETURN actor.name AS name, actor.iri AS iri ORDER BY name"
FIRST: Final = """\
MATCH (huawei:Company {name: 'Huawei'})-[tie]->(act:Act)<-[other]-(partner:Actor)
RETURN * LIMIT 100"""


def page(guide_url: str, style_url: str) -> str:
    """Return the guide.

    Args:
        guide_url: where the Browser finds this guide again.
        style_url: where it finds the style.
    """
    questions = list(catalogue().values())
    # The opening is slide 1.
    links = (
        f'<a data-exec="play {escaped(guide_url)}#slide-{number}">{escaped(question.title)}</a>'
        for number, question in enumerate(questions, 2)
    )
    return _template("guide.html").substitute(
        guide=escaped(guide_url),
        style=escaped(style_url),
        actors=escaped(ACTORS),
        first=escaped(FIRST),
        contents=", ".join(links),
        slides="".join(slide(question) for question in questions),
    )


def slide(question: Question) -> str:
    """Return the page of one question."""
    return _template("slide.html").substitute(
        title=escaped(question.title),
        description=escaped(question.description),
        values=escaped(values(question.bind(question.example))),
        table=escaped(body(question.cypher)),
        graph=escaped(question.graph or ""),
        parameters="\n".join(_row(one, question.example) for one in question.parameters),
    )


def values(bound: Mapping[str, Any]) -> str:
    """Return the Browser's command that sets parameters.

    Its JSON form (`:params {limit: 100}`) makes every number a float, which LIMIT refuses, and
    knows no dates; what a query returns keeps its types.
    """
    returned = ",\n  ".join(f"{literal(value)} AS {name}" for name, value in bound.items())
    return f":param [{{{', '.join(bound)}}}] => {{ RETURN\n  {returned}\n}}"


def literal(value: Any) -> str:
    """Return a value as Cypher writes it."""
    match value:
        case date():
            return f'date("{value.isoformat()}")'
        case Mapping():
            inside = (f"{key}: {literal(one)}" for key, one in value.items())
            return f"{{{', '.join(inside)}}}"
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case _:  # text, numbers, truth and null are written as in JSON
            return json.dumps(value, ensure_ascii=False)


def body(cypher: str) -> str:
    """Return a query without its header."""
    lines: Iterable[str] = cypher.splitlines()
    return "\n".join(line for line in lines if not line.startswith(MARK)).strip()


def escaped(text: str) -> str:
    """Return text for HTML that the Browser takes as it is."""
    return html.escape(text).replace("=", "&#61;")


def _row(parameter: Parameter, example: Mapping[str, Any]) -> str:
    given = example.get(parameter.name, parameter.default)
    shown = "" if given is None else literal(list(given) if isinstance(given, tuple) else given)
    cells = (parameter.name, parameter.description, shown)
    return f"<tr>{''.join(f'<td>{escaped(cell)}</td>' for cell in cells)}</tr>"


def _template(name: str) -> Template:
    return Template(files("api.browser").joinpath(name).read_text(encoding="utf-8"))
