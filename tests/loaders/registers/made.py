"""Made records of ROR, as its published JSON Schema has them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

PLACES = {
    "XA": ("XA", "Arcadia", "01", "Northern Arcadia", "Lampton"),
    "XB": ("XB", "Borduria", "02", "Upper Borduria", "Szohod"),
}


def name(value: str, *types: str, lang: str | None = "en") -> dict[str, Any]:
    """Return a name with its types."""
    return {"lang": lang, "types": list(types), "value": value}


def location(country: str) -> dict[str, Any]:
    """Return a place as GeoNames describes it."""
    code, called, part, part_name, city = PLACES[country]
    details = {
        "continent_code": "EU",
        "continent_name": "Europe",
        "country_code": code,
        "country_name": called,
        "country_subdivision_code": "N" if part == "01" else None,
        "country_subdivision_name": part_name,
        "lat": 1.5,
        "lng": 2.5,
        "name": city,
    }
    return {"geonames_id": 1, "geonames_details": details}


def record(number: int, *names: Mapping[str, Any], country: str = "XA", **more: Any) -> Any:
    """Return a record with all parts that the schema has; `more` replaces some."""
    shown = names or (name(f"Institute {number}", "label", "ror_display"),)
    dated = {"date": "2025-03-01", "schema_version": "2.0"}
    return {
        "admin": {"created": dated, "last_modified": dated},
        "domains": ["lamp.example"],
        "established": 1950,
        "external_ids": [],
        "id": ror_id(number),
        "links": [],
        "locations": [location(country)],
        "names": list(shown),
        "relationships": [],
        "status": "active",
        "types": ["education"],
    } | more


def ror_id(number: int) -> str:
    """Return an identifier of ROR."""
    return f"https://ror.org/0{number:08d}"


def dump(path: Path, records: Iterable[Any]) -> Path:
    """Write records as a dump, one after the other."""
    with path.open("w", encoding="utf-8") as file:
        for number, one in enumerate(records):
            file.write(("," if number else "[") + json.dumps(one, ensure_ascii=False) + "\n")
        file.write("]")
    return path


NAME = "v1.63-2025-04-03-ror-data.json"
LAMP = record(
    1,
    name("Lamp University", "ror_display", "label"),
    name("Université des lampes", "label", lang="fr"),
    name("Old Lamp School", "alias"),
    name("LU", "acronym", lang=None),
    links=[
        {"type": "wikipedia", "value": "http://en.wikipedia.org/wiki/Lamp"},
        {"type": "website", "value": "https://lamp.example/"},
    ],
    external_ids=[
        {"type": "wikidata", "all": ["Q7", "Q8"], "preferred": "Q7"},
        {"type": "isni", "all": ["0000 0001 2348 069X"], "preferred": None},
        {"type": "fundref", "all": ["501100009517"], "preferred": None},
        {"type": "grid", "all": ["grid.1.2"], "preferred": "grid.1.2"},
    ],
)
