"""The style has one rule for each kind of thing, in the order in which the Browser applies them."""

import re
from collections import Counter
from importlib.resources import files

from ontology.vocabulary import vocabulary

STYLE = files("api.browser").joinpath("style.grass").read_text(encoding="utf-8")
RULE = re.compile(r"node\.(\w+) \{\n(.*?)\n\}", re.DOTALL)
# What every node of the graph has, and the bookkeeping.
BESIDE_CLASSES = {"Resource", "Dataset"}


def rules() -> dict[str, dict[str, str]]:
    """Return the style's rules for nodes by label, in their order."""
    return {
        label: dict(re.findall(r"([\w-]+): \"?([^\";]*)\"?;", body))
        for label, body in RULE.findall(STYLE)
    }


def test_every_class_has_one_rule() -> None:
    labels = re.findall(r"node\.(\w+)", STYLE)
    assert {label for label, times in Counter(labels).items() if times > 1} == set()
    names = {one.name for one in vocabulary().classes.values()}
    assert set(labels) == set(rules()) == names | BESIDE_CLASSES


def test_every_rule_says_colour_size_and_caption() -> None:
    needed = {"color", "border-color", "text-color-internal", "diameter", "font-size", "caption"}
    assert {label for label, rule in rules().items() if set(rule) != needed} == set()


def test_captions_are_properties_of_the_view() -> None:
    keys = {one.key for one in vocabulary().attributes.values()} | {"iri"}
    captions = {rule["caption"] for rule in rules().values()} - {""}
    assert {caption.strip("{}") for caption in captions} <= keys


def test_what_is_special_comes_after_what_is_general() -> None:
    order = list(rules())
    for one in vocabulary().classes.values():
        general = (one.labels - {one.name}) | {"Resource"}
        assert all(order.index(label) < order.index(one.name) for label in general)


def test_direct_links_stand_out() -> None:
    ties = re.findall(r"relationship\.(\w+) \{\n  color: #3F6C9B;\n  shaft-width: 2px;\n\}", STYLE)
    assert ties == vocabulary().direct_types


def test_it_has_nothing_that_the_browser_cannot_read() -> None:
    assert "/*" not in STYLE  # it would take a comment for a part of the selector
    assert STYLE.count('"') % 2 == 0
