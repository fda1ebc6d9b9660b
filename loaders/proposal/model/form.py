"""What a model may state: a part of the form of source files, as JSON Schema."""

from functools import cache
from typing import Any, Final

from loaders.reading.compact.form.model import json_schema

# The keys of each section that a text can be asked for; a person adds the others.
KEYS: Final = {
    "agreements": (
        *("name", "our_name", "kind", "at", "says", "status", "date", "date_basis", "place"),
        *("parties", "signatories"),
    ),
    "institutions": ("name", "country", "at", "says"),
    "companies": ("name", "country", "at", "says"),
    "people": ("name", "at", "says"),
}
# Things of a section.
MOST: Final = 20
TEXT: Final = {"type": "string"}
NAMES: Final = {"type": "array", "items": TEXT}
# Keys that are simpler here than in a file.
SIMPLER: Final[dict[str, dict[str, Any]]] = {
    "name": TEXT,
    "at": TEXT,
    "status": {"$ref": "#/$defs/status"},
    "says": TEXT,
    "parties": NAMES,
    "signatories": NAMES,
    "place": TEXT,
    "country": TEXT,
}


@cache
def answer_schema() -> dict[str, Any]:
    """Return the JSON Schema of a model's answer."""
    whole = json_schema()
    properties, used = dict[str, Any](), dict[str, Any]()
    for section, keys in KEYS.items():
        owner = whole["properties"][section]["anyOf"][0]["$ref"].rsplit("/", 1)[-1]
        known = whole["$defs"][owner]["properties"]
        fields = {key: SIMPLER.get(key) or _without_lists(known[key]) for key in keys}
        properties[section] = {
            "type": "array",
            "maxItems": MOST,
            "items": {"type": "object", "properties": fields, "additionalProperties": False},
        }
        for one in fields.values():
            if "$ref" in one:
                name = one["$ref"].rsplit("/", 1)[-1]
                used[name] = whole["$defs"][name]
    return {
        "$defs": used,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _without_lists(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one value, where there may be several."""
    some = schema.get("anyOf")
    first = some[0] if some else schema
    return {**first, "description": schema.get("description", "")}
