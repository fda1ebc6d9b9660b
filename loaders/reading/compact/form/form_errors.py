"""Telling what does not fit the model of a source file: line, key, and what to write."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pydantic_core import ErrorDetails

from loaders.reading.compact.form.model import Form, keys_of, singulars, source_file
from loaders.reading.compact.form.yaml_tree import Tree

# Keys that an error lists.
MOST_LISTED: Final = 30


def located(error: ErrorDetails, tree: Tree, path: Path) -> str:
    """Return one error on one line: file, line, key, and what to write."""
    where = [step for step in error["loc"] if step != "[key]"]
    keys = ".".join(str(step) for step in where if not isinstance(step, int))
    line = tree.line_of(where)
    message = str(error["msg"])
    if error["type"] == "extra_forbidden":
        return f"{path}:{line}: {_unknown_key(where)}"
    if error["type"] == "missing":
        return f"{path}:{line}: {keys}: this key is missing; add it."
    if error["type"] == "string_pattern_mismatch":
        message = "write letters, digits and hyphens, such as laos-2025"
    return f"{path}:{line}: {keys}: {message}." if keys else f"{path}:{line}: {message}."


def _unknown_key(where: list[Any]) -> str:
    form: type[Form] = source_file()
    for step in where[:-1]:
        if isinstance(step, str):
            form = next(_within(form, step), form)
    key, known = str(where[-1]), [*keys_of(form), *singulars(form)]
    near = difflib.get_close_matches(key.lower().replace(" ", "_"), known, 3, 0.6)
    choice = f"Did you mean {' or '.join(map(repr, near))}?" if near else _listed(keys_of(form))
    within = ".".join(step for step in where[:-1] if isinstance(step, str))
    return f"{within or 'the file'} has no key {key!r}. {choice}"


def _within(form: type[Form], key: str) -> Iterator[type[Form]]:
    """Yield the form of what stands under a key."""
    for name, field in form.model_fields.items():
        if key in (name, field.alias):
            yield from forms_in(field.annotation)


def forms_in(annotation: Any) -> Iterator[type[Form]]:
    """Yield the forms of what a field of a form may hold."""
    if isinstance(annotation, type) and issubclass(annotation, Form):
        yield annotation
    for one in getattr(annotation, "__args__", ()):
        yield from forms_in(one)


def _listed(keys: list[str]) -> str:
    more = f" and {len(keys) - MOST_LISTED} more" if len(keys) > MOST_LISTED else ""
    return f"It has {', '.join(keys[:MOST_LISTED])}{more}."
