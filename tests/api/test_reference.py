"""Help pages, and the reference that is made of them."""

import re

import click
import pytest
from click.shell_completion import ShellComplete

from api.cli import COMMANDS, coopgraph
from api.reference import PAGE, contexts, page

HELP = {ctx.command_path: ctx for ctx in contexts()}


def test_the_reference_is_what_the_commands_say() -> None:
    assert PAGE.read_text("utf-8") == page(), "write it anew: python -m api.reference"


@pytest.mark.parametrize("path", HELP)
def test_a_help_page_has_an_example_and_all_that_an_option_takes(path: str) -> None:
    ctx = HELP[path]
    shown = ctx.get_help()
    assert re.search(r"\n {2}Examples?:\n {4}coopgraph ", shown)
    assert not re.search(r"--\w+_", shown)
    assert max(map(len, shown.splitlines())) <= 80
    for option in ctx.command.get_params(ctx):
        if isinstance(option, click.Option):
            about = option.help or ""
            assert about, option.name
            told = option.show_default or option.is_flag or "[default: " in about
            assert told or option.to_info_dict()["default"] is None, option.name


@pytest.mark.parametrize("path", [path for path in HELP if path.startswith("coopgraph query ")])
def test_a_question_tells_its_codes_and_defaults(path: str) -> None:
    shown = " ".join(HELP[path].get_help().split())
    assert "[default: 100]" in shown
    if "--status" in shown:
        assert "Codes: adopted, announced, cancelled, ended, hoped" in shown
    if path.endswith(" partners"):
        assert "[default: signed, adopted, in_force, suspended, ended]" in shown
        assert "--roll-up [none|state]" in shown


@pytest.mark.parametrize(
    ("typed", "incomplete", "completed"),
    [
        ([], "", set(COMMANDS)),
        (["query"], "part", {"participants", "partners"}),
        (["query", "partners"], "--ro", {"--roll-up"}),
        (["query", "partners", "--roll-up"], "", {"none", "state"}),
        (["query", "partners", "--status"], "pre", {"preliminary"}),
        (["datasets", "--format"], "", {"table", "json", "csv"}),
        (["db"], "st", {"start", "stop", "status"}),
    ],
)
def test_a_shell_completes_names_and_values(
    typed: list[str], incomplete: str, completed: set[str]
) -> None:
    shell = ShellComplete(coopgraph, {}, "coopgraph", "_COOPGRAPH_COMPLETE")
    assert {one.value for one in shell.get_completions(typed, incomplete)} == completed
