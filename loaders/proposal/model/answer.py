"""Reading a model's answer: its form, and the names that it declares."""

import json
import re
from typing import Any, Final

from pydantic import ValidationError

from loaders.proposal.model.evidence import Passage, passage
from loaders.proposal.model.form import KEYS, MOST
from loaders.reading.compact.form.model import source_file

# Characters of a text.
LONGEST: Final = 300
FENCE: Final = re.compile(r"\s*```(?:json)?\s*(.*?)\s*```\s*", re.S)
# Stands for what a person writes.
WORDS: Final = "-"
Element = dict[str, Any]


class Left:
    """What is left out of an answer, and why."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def out(self, what: str, why: str) -> None:
        """Note that something is left out."""
        self.told.append(f"{' '.join(what.split())[:80]}: {why}")


def elements(answer: str, left: Left) -> dict[str, list[Element]]:
    """Return the elements of each section that fit the form of source files."""
    try:
        fenced = FENCE.fullmatch(answer)
        said = json.loads(fenced[1] if fenced else answer)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        left.out("the whole answer", "it is no JSON object")
        return {}
    found: dict[str, list[Element]] = {}
    for section, some in said.items():
        if section not in KEYS or not isinstance(some, list):
            left.out(str(section), "it is not asked for")
            continue
        for one in some[:MOST]:
            if element := _element(section, one, left):
                found.setdefault(section, []).append(element)
        if len(some) > MOST:
            left.out(section, f"there are more than {MOST}")
    return found


def _element(section: str, given: Any, left: Left) -> Element | None:
    """Return one element with the keys that it may have, if it fits the form."""
    if not isinstance(given, dict):
        left.out(section, "it has no keys")
        return None
    label = label_of(section, given)
    for key in given.keys() - set(KEYS[section]):
        left.out(f"{label}: {key}", "it is not asked for")
    kept = {
        key: _plain(given[key]) for key in KEYS[section] if given.get(key) not in (None, "", [])
    }
    fault = _fault(section, kept)
    if fault:
        left.out(label, fault)
        return None
    return kept


def label_of(section: str, element: Element) -> str:
    """Return what an element is called where it is told."""
    named = element.get("name") or element.get("our_name") or element.get("at") or ""
    return f"{section} {named}"


def _plain(value: Any) -> Any:
    """Return a value as a source file has it: texts and lists of texts."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    return " ".join(str(value).split())


def _fault(section: str, kept: Element) -> str:
    """Return what does not fit the form of source files; nothing where all does."""
    texts = [
        text for value in kept.values() for text in (value if isinstance(value, list) else [value])
    ]
    if any(not isinstance(text, str) or len(text) > LONGEST for text in texts):
        return f"a value is no text of at most {LONGEST} characters"
    if "at" not in kept:
        return "it does not say where the report says it (`at`)"
    whole = {"title": WORDS, "checked": "2025-01-01", "source": {}}
    try:
        source_file().model_validate({**whole, section: [{"says": WORDS, **kept}]})
    except ValidationError as error:
        return "; ".join(str(one["msg"]) for one in error.errors()[:2])
    return ""


def supported(element: Element, label: str, around: Passage, left: Left) -> Passage | None:
    """Return the paragraphs that an element names; it is left out where there are none."""
    found = passage(str(element["at"]), around.article, around.known, around.base)
    if found is None:
        left.out(label, f"there is no {element['at']!r} in the report")
    return found
