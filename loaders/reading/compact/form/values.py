"""The values of the compact form: texts in languages, dates, codes, numbers, names."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from loaders.reading.compact.form.domains import codes
from loaders.reading.compact.form.terms import Property
from ontology.vocabulary import Kind

# A text and its language.
Said = tuple[str, str]

LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# A short address: what follows the base, such as `state/la`.
ADDRESS: Final = re.compile(r"[a-z][a-z-]*/\S+|https?://\S+")
DEFAULT_LANGUAGE: Final = "en"
# Numbers of several paragraphs.
SEVERAL: Final = re.compile(r"\d+(,| and | to )\s?\d")
PARAGRAPH: Final = re.compile(r"paragraphs? (?=\d)")
# Codes that are listed in an error.
MOST_LISTED: Final = 15


def wrong(message: str) -> PydanticCustomError:
    """Return the error for a value, with what to write."""
    return PydanticCustomError("value", "{message}", {"message": message})


def plain(value: Any) -> str:
    """Return a single text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise wrong("write a text here" if value is None or value == "" else "write one text here")
    return " ".join(value.split())


def listed(value: Any) -> list[Any]:
    """Return a list of what is written, be it one or several."""
    if value is None or value == []:
        raise wrong("nothing is written here; write a value, or leave the key out")
    return value if isinstance(value, list) else [value]


def texts(value: Any) -> list[Said]:
    """Return texts with their languages: of one text, a list of them, or either by language."""
    by_language = value if isinstance(value, dict) else {DEFAULT_LANGUAGE: value}
    return [
        (plain(one), language)
        for tags, some in by_language.items()
        for language in _languages(tags)
        for one in listed(some)
    ]


def one_text(value: Any) -> list[Said]:
    """Return one text for each language."""
    found = texts(value)
    if len({language for _, language in found}) < len(found):
        raise wrong("write one text for each language")
    return found


def _languages(tags: str) -> Iterator[str]:
    """Yield the languages of a key such as `en fr`."""
    for tag in tags.split():
        if not LANGUAGE.fullmatch(tag):
            raise wrong(f"{tag!r} is no language tag; write one such as en, fr or zh")
        yield tag


def partial_date(value: Any) -> str:
    """Return a day, a month or a year as it is written."""
    text = plain(value)
    if not DATE.fullmatch(text):
        raise wrong(f"{text!r} is no date; write 2025, 2025-02 or 2025-02-23")
    try:
        date.fromisoformat(text + "YYYY-01-01"[len(text) :])
    except ValueError as error:
        raise wrong(f"{text!r} is not in the calendar") from error
    return text


def day(value: Any) -> str:
    """Return a whole day."""
    text = partial_date(value)
    if len(text) < len("2025-02-23"):
        raise wrong(f"{text!r} is no day; write one such as 2025-02-23")
    return text


def integer(value: Any) -> str:
    """Return a whole number as it is written."""
    text = plain(value)
    if not re.fullmatch(r"\d+", text):
        raise wrong(f"{text!r} is no whole number; write digits only, without separators")
    return text


def decimal(value: Any) -> str:
    """Return a number as it is written."""
    text = plain(value)
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        raise wrong(f"{text!r} is no number; write one such as 500000 or 1.5, without separators")
    return text


def locator(value: Any) -> str:
    """Return a place in a document; a number is that of a paragraph: `2 and 3`, `1 to 6`."""
    text = plain(value)
    if not text[0].isdigit():
        return text
    return f"paragraph{'s' if SEVERAL.match(text) else ''} {text}"


def short_locator(text: str) -> str:
    """Return a place in a document as it is written, without the word for a paragraph."""
    found = PARAGRAPH.match(text)
    bare = text[found.end() :] if found else text
    return bare if locator(bare) == text else text


def address(value: Any) -> str:
    """Return the address of a page."""
    text = plain(value)
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        raise wrong(f"{text!r} is no address; write one that begins with https:// or http://")
    return text


def code_of(scheme: str) -> Callable[[Any], str]:
    """Return what checks a code of a scheme."""

    def check(value: Any) -> str:
        text = plain(value)
        known = codes(scheme)
        if text not in known and not ADDRESS.fullmatch(text):
            raise wrong(f"there is no {scheme.replace('-', ' ')} {text!r}; {_choice(text, known)}")
        return text

    return check


def _choice(text: str, known: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(text.lower().replace(" ", "_"), known, 5, 0.5)
    some = list(known) if len(known) <= MOST_LISTED else near or list(known)[:MOST_LISTED]
    more = len(known) - len(some)
    rest = f" ({more} more: `coopgraph schema` lists them)" if more else ""
    return f"write one of {', '.join(some)}{rest}"


def _schema(one: dict[str, Any], *, many: bool) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [one, {"type": "array", "items": one}]} if many else one)


TEXT_SCHEMA: Final = {
    "anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]
}
TEXTS_SCHEMA: Final = {
    "anyOf": [
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}},
        {
            "type": "object",
            "additionalProperties": {
                "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
            },
        },
    ]
}
NAME_SCHEMA: Final = {"type": "string"}
DATE_SCHEMA: Final = {"type": ["string", "integer"], "pattern": f"^{DATE.pattern}$"}
NUMBER_SCHEMA: Final = {"type": "number", "minimum": 0}

Plain = Annotated[str, BeforeValidator(plain), WithJsonSchema(NAME_SCHEMA)]
Names = Annotated[
    list[str],
    BeforeValidator(lambda value: [plain(one) for one in listed(value)]),
    _schema(NAME_SCHEMA, many=True),
]
Text = Annotated[list[Said], BeforeValidator(one_text), WithJsonSchema(TEXT_SCHEMA)]
Texts = Annotated[list[Said], BeforeValidator(texts), WithJsonSchema(TEXTS_SCHEMA)]
PartialDate = Annotated[str, BeforeValidator(partial_date), WithJsonSchema(DATE_SCHEMA)]
Day = Annotated[str, BeforeValidator(day), WithJsonSchema(DATE_SCHEMA)]
Address = Annotated[
    str, BeforeValidator(address), WithJsonSchema({"type": "string", "format": "uri"})
]

Locator = Annotated[str, BeforeValidator(locator), WithJsonSchema({"type": ["string", "integer"]})]

# How a value of each kind is read, and what it is in JSON Schema.
READERS: Final[dict[Kind, tuple[Callable[[Any], str], dict[str, Any]]]] = {
    Kind.STRING: (plain, NAME_SCHEMA),
    Kind.INTEGER: (integer, NUMBER_SCHEMA),
    Kind.DECIMAL: (decimal, NUMBER_SCHEMA),
    Kind.DATE: (partial_date, DATE_SCHEMA),
    Kind.IRI: (address, {"type": "string", "format": "uri"}),
    Kind.BOOLEAN: (plain, {"type": "boolean"}),
}


def code_schema(scheme: str) -> dict[str, Any]:
    """Return the JSON Schema of a code of a scheme; `model.json_schema` writes each once."""
    return {"title": scheme, "enum": list(codes(scheme))}


def type_of(one: Property) -> Any:
    """Return the type of a property's values: texts with languages, else a list of texts."""
    if one.kind is Kind.TEXT:
        return Text if one.single else Texts
    if one.scheme:
        read: Callable[[Any], str] = code_of(one.scheme)
        schema: dict[str, Any] = code_schema(one.scheme)
    elif one.kind is None:
        read, schema = plain, NAME_SCHEMA
    else:
        read, schema = READERS[one.kind]

    def several(value: Any) -> list[str]:
        found = listed(value)
        if one.single and len(found) > 1:
            raise wrong("write one value here")
        return [read(each) for each in found]

    return Annotated[list[str], BeforeValidator(several), _schema(schema, many=not one.single)]


def code_type(scheme: str) -> Any:
    """Return the type of one code of a scheme."""
    schema = WithJsonSchema(code_schema(scheme))
    return Annotated[str, BeforeValidator(code_of(scheme)), schema]


def several_codes(scheme: str) -> Any:
    """Return the type of codes of a scheme, of which one may stand alone."""
    read, schema = code_of(scheme), code_schema(scheme)
    return Annotated[
        list[str],
        BeforeValidator(lambda value: [read(one) for one in listed(value)]),
        _schema(schema, many=True),
    ]
