"""The model of a source file, made from the sections and keys of the ontology."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    create_model,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from loaders.reading.compact.form import terms
from loaders.reading.compact.form.domains import ancestors, definition
from loaders.reading.compact.form.plurals import plural
from loaders.reading.compact.form.values import (
    Address,
    Day,
    Locator,
    Names,
    PartialDate,
    Plain,
    Text,
    code_type,
    listed,
    several_codes,
    type_of,
    wrong,
)
from ontology.namespaces import COOP

# A key that has a plural: one word, and no preposition or verb.
NOUN: Final = re.compile(
    r"(?!(?:about|see|known|for|in|at|sure|inferred|id|evidence)$)[a-z]+(?:ss|[^s])"
)
ID: Final = r"[^\s/<>\"{}|\\^`]+(/[^\s/<>\"{}|\\^`]+)*"


class Form(BaseModel):
    """What may be written in one place; keys may be in the singular or the plural."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _singular(cls, given: Any) -> Any:
        """Bring keys to the singular."""
        if not isinstance(given, dict):
            raise wrong(f"write keys here, such as {', '.join(_some_keys(cls))}")
        found = dict[str, Any]()
        for key, value in given.items():
            one = singulars(cls).get(str(key), str(key))
            if one in found:
                raise wrong(f"{key!r} and {one!r} are the same key; write one of them")
            found[one] = value
        return found

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return what may be written, with the plurals of keys that may have several values."""
        made = handler(core_schema)
        properties = handler.resolve_ref_schema(made).get("properties", {})
        for many, one in singulars(cls).items():
            if '"array"' in json.dumps(properties.get(one, {})):
                properties[many] = properties[one]
        return made


@cache
def singulars(form: type[Form]) -> dict[str, str]:
    """Return the keys of a form by their plurals, where these are no keys themselves."""
    keys = dict.fromkeys(key for key in keys_of(form) if key not in terms.sections())
    return {plural(key): key for key in keys if NOUN.fullmatch(key) and plural(key) not in keys}


def keys_of(form: type[BaseModel]) -> list[str]:
    """Return the keys that may be written in a form."""
    return [field.alias or name for name, field in form.model_fields.items()]


def _some_keys(form: type[BaseModel]) -> list[str]:
    return keys_of(form)[:4]


class Supported(Form):
    """What rests on evidence: here, in a list of it, or by the names of some."""

    at: Locator | None = Field(
        None, description="Where the source says it: headline, dateline; 3 is paragraph 3."
    )
    says: Text | None = Field(None, description="What it says there, in your own words.")
    for_: several_codes("aspect") | None = Field(  # type: ignore[valid-type]
        None, alias="for", description="The aspects that this evidence alone is for."
    )
    sure: code_type("confidence") | None = Field(  # type: ignore[valid-type]
        None, description="How sure you are; high unless you say otherwise."
    )
    inferred: Plain | None = Field(None, description="The rule by which it follows, if not stated.")
    in_: Plain | None = Field(None, alias="in", description="The document, if not the source.")
    checked: Day | None = Field(None, description="When it was read, if not when the file was.")

    @model_validator(mode="after")
    def _whole(self) -> "Supported":
        """Refuse half a piece of evidence."""
        if (self.at is None) != (self.says is None):
            missing = "at" if self.at is None else "says"
            raise wrong(f"evidence needs both `at` and `says`; add `{missing}`")
        for key, value in (("for", self.for_), ("sure", self.sure), ("inferred", self.inferred)):
            if value is not None and self.at is None:
                raise wrong(f"`{key}` is of evidence; add `at` and `says`")
        return self


class Evidence(Supported):
    """One piece of evidence."""

    @model_validator(mode="after")
    def _there(self) -> "Evidence":
        """Refuse evidence without a place."""
        if self.at is None:
            raise wrong("evidence needs `at`, where in the source, and `says`, what it says there")
        return self


class OneOrMany:
    """A list that may be written as its only member, and a member as its main value."""

    def __init__(self, main: str | None = None) -> None:
        self.main = main

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return what may be written."""
        array = handler(schema)
        choices = [array["items"], *([{"type": "string"}] if self.main else [])]
        one = {"anyOf": choices} if len(choices) > 1 else choices[0]
        return {"anyOf": [*choices, {"type": "array", "items": one}]}


def several(form: Any, main: str | None = None) -> Any:
    """Return the type of one or more forms; `main` is the key of one that is a mere text."""

    def read(value: Any) -> list[Any]:
        return [{main: one} if main and isinstance(one, str) else one for one in listed(value)]

    return Annotated[list[form], BeforeValidator(read), OneOrMany(main)]


class Resting(Supported):
    """A thing, with all the evidence that it rests on."""

    see: Names | None = Field(None, description="Names of evidence that the file lists.")
    evidence: several(Evidence) | None = Field(  # type: ignore[valid-type]
        None, description="Further evidence, such as that of the date."
    )
    id: Plain | None = Field(None, pattern=f"^{ID}$", description="The end of the address.")


Fields = dict[str, Any]


def _fields(name: str) -> Fields:
    """Return the fields that the ontology gives a class."""
    return {
        key: (type_of(one) | None, Field(None, description=one.meaning))
        for key, one in terms.properties(name).items()
    }


@cache
def participation() -> type[Form]:
    """Return the form of one or several participants in one role."""
    fields: Fields = {
        "who": (Names, Field(description="The participants, by name.")),
        **_fields(terms.PARTICIPATION),
    }
    return create_model("Participation", __base__=Resting, **fields)


@cache
def inside(name: str, key: str) -> type[Form]:
    """Return the form of a thing of a class inside another, under a key."""
    fields = _fields(name)
    if name == "StatusStatement":
        other = {"status": "realisation_status", "realisation_status": "status"}[key]
        fields.pop(other)
        kind, field = fields[key]
        fields[key] = (kind, Field(..., description=field.description))
    title = "".join(part.title() for part in key.split("_"))
    return create_model(title, __base__=Resting, **fields)


@cache
def thing(name: str) -> type[Form]:
    """Return the form of a thing of a class in its section."""
    fields: Fields = {}
    if name not in terms.NAMELESS:
        fields["name"] = (Text | None, Field(None, description="What the source calls it."))
        fields["our_name"] = (
            Plain | None,
            Field(None, description="An English name of yours, if the source has none."),
        )
        fields["known"] = (
            Plain | None,
            Field(None, description="The name of a thing that another dataset has."),
        )
    fields |= _fields(name)
    for key, inner in terms.nested(name).items():
        main = key if inner.type == "StatusStatement" else None
        form = several(inside(inner.type, key), main)
        fields[key] = (form | None, Field(None, description=f"See {key.replace('_', ' ')}."))
    if "Act" in ancestors(name):
        for role, meaning in terms.roles().items():
            form = several(participation(), "who")
            fields.setdefault(role, (form | None, Field(None, description=meaning)))
    return create_model(name, __base__=Resting, **fields)


class Source(Resting):
    """The text that the file is about."""

    title: Plain | None = Field(None, description="Its headline, in its own language.")
    our_name: Plain | None = Field(None, description="What we call it in English.")
    kind: code_type("document-kind") | None = Field(  # type: ignore[valid-type]
        None, description="What it is; a news_article unless you say otherwise."
    )
    publisher: Plain | None = Field(None, description="Who published it, by name.")
    url: Address | None = Field(None, description="Its address.")
    date: PartialDate | None = Field(None, description="When it was published.")
    as_of: PartialDate | None = Field(None, description="The day of its dateline, if another.")
    language: Names | None = Field(None, description="Its language, such as zh.")
    not_stated: several_codes("aspect") | None = Field(  # type: ignore[valid-type]
        None, description="Further aspects that it leaves unsaid."
    )
    read: Literal["whole", "opening"] = Field(
        "whole", description="Whether you read it whole or only its opening."
    )


def _sections() -> Iterator[tuple[str, Any]]:
    for key, name in terms.sections().items():
        yield key, (several(thing(name)) | None, Field(None, description=definition(COOP + name)))


@cache
def source_file() -> type[Form]:
    """Return the form of a whole file."""
    fields: Fields = {
        "title": (Plain, Field(description="What the dataset is called, in English.")),
        "description": (Plain | None, Field(None, description="What it holds.")),
        "checked": (Day, Field(description="When the source was last read against the file.")),
        "issued": (Day | None, Field(None, description="When the dataset was first made.")),
        "version": (Plain, Field("1.0.0", description="The dataset's version.")),
        "language": (Names | None, Field(None, description="The languages of its texts.")),
        "source": (Source, Field(description="The text that the file is about.")),
        "evidence": (
            dict[str, Evidence] | None,
            Field(None, description="Evidence by name, for what rests on it in several places."),
        ),
        **dict(_sections()),
    }
    return create_model("SourceFile", __base__=Form, **fields)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a source file, for editors."""
    made = source_file().model_json_schema(by_alias=True)
    schemes: dict[str, Any] = {}
    found: dict[str, Any] = _once(made, schemes)
    found["$defs"] |= {scheme: schemes[scheme] for scheme in sorted(schemes)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def schema_text() -> str:
    """Return the JSON Schema as text, each of its definitions on a line of its own."""
    made = json_schema()
    defined = made.pop("$defs")
    lines = [f"{_json(key)}: {_json(value)}" for key, value in made.items()]
    inner = ",\n".join(f"{_json(name)}: {_json(one)}" for name, one in defined.items())
    return "{\n" + ",\n".join([*lines, f'"$defs": {{\n{inner}\n}}']) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _once(made: Any, schemes: dict[str, Any]) -> Any:
    """Return a schema in which the codes of each scheme stand once, in `$defs`.

    A key that may be missing is one that is not there: nothing may be null.
    """
    if isinstance(made, list):
        return [_once(one, schemes) for one in made if one != {"type": "null"}]
    if not isinstance(made, dict):
        return made
    if "enum" in made and "title" in made:
        schemes[made["title"]] = made
        return {"$ref": f"#/$defs/{made['title']}"}
    kept = {k: _once(v, schemes) for k, v in made.items() if (k, v) != ("default", None)}
    some = kept.get("anyOf")
    if isinstance(some, list) and len(some) == 1:
        del kept["anyOf"]
        kept |= some[0]
    if isinstance(kept.get("properties"), dict):
        kept["properties"] = {k: _untitled(v) for k, v in kept["properties"].items()}
    return kept


def _untitled(made: Any) -> Any:
    return {k: v for k, v in made.items() if k != "title"} if isinstance(made, dict) else made
