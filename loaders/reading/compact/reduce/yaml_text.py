"""Writing what a source file says as YAML that people like to read."""

import textwrap
from collections.abc import Iterator
from typing import Any, ClassVar, Final

import yaml

# Characters of a line.
WIDTH: Final = 150
# A thing of a section is written as one paragraph where that has no more lines than this.
PARAGRAPH: Final = 30
MAP: Final = "tag:yaml.org,2002:map"
LIST: Final = "tag:yaml.org,2002:seq"
TEXT: Final = "tag:yaml.org,2002:str"
NOTHING: Final = "tag:yaml.org,2002:null"
# What stands for a space at which no line may end, that of a key such as `en fr`.
UNBROKEN: Final = "\ue000"


class _Dumper(yaml.SafeDumper):
    """Quotes only what YAML takes for nothing, or for a part of its own grammar."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {  # type: ignore[misc]
        first: [one for one in some if one[0] == NOTHING]
        for first, some in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def dumped(written: dict[str, Any]) -> str:
    """Return the YAML of a source file, its sections parted by empty lines."""
    return "\n".join(_lines(written)).replace(UNBROKEN, " ") + "\n"


def _lines(written: dict[str, Any]) -> Iterator[str]:
    for key, value in written.items():
        if isinstance(value, dict):  # the source, or evidence by name
            yield from ("", f"{key}:")
            for name, one in value.items():
                yield from _wrapped(f"{name}: {flow(one)}", "  ", "    ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield from ("", f"{key}:")
            for one in value:
                yield from _thing(one)
        else:
            yield from _wrapped(f"{key}: {flow(value)}", "", "  ")


def _thing(value: dict[str, Any]) -> Iterator[str]:
    """Yield a thing of a section: as one paragraph, or a key below the other."""
    paragraph = _wrapped(flow(value), "  - ", "    ")
    if len(paragraph) <= PARAGRAPH:
        yield from paragraph
        return
    before = "  - "
    for key, one in value.items():
        if _is_listing(one):
            yield f"{before}{key}:"
            for each in one:
                yield from _wrapped(flow(each), "      - ", "        ")
        else:
            yield from _wrapped(f"{key}: {flow(one)}", before, "      ")
        before = "    "


def _is_listing(value: Any) -> bool:
    """Say whether a list of things is long enough to have a line for each."""
    nested = isinstance(value, list) and any(isinstance(one, dict) for one in value)
    return nested and len(flow(value)) > WIDTH


def _wrapped(text: str, first: str, further: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def flow(value: Any) -> str:
    """Return a value on one line."""
    root = yaml.SequenceNode(LIST, [_node(value)], flow_style=True)
    text: str = yaml.serialize(root, Dumper=_Dumper, width=1e9, allow_unicode=True)
    return text.strip()[1:-1]


def _node(value: Any) -> yaml.Node:
    if isinstance(value, dict):
        pairs = [(_text(key.replace(" ", UNBROKEN)), _node(one)) for key, one in value.items()]
        return yaml.MappingNode(MAP, pairs, flow_style=True)
    if isinstance(value, list):
        return yaml.SequenceNode(LIST, list(map(_node, value)), flow_style=True)
    return _text(str(value))


def _text(value: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(TEXT, value)
