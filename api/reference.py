"""The reference of all commands, `docs/commands.md`, made of their help pages.

`python -m api.reference` writes it anew; a test compares.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from api.cli import coopgraph

PAGE: Final = Path(__file__).parents[1] / "docs" / "commands.md"
WIDTH: Final = 80
PREFACE: Final = """\
# Commands

Written by `python -m api.reference` from the commands' own `--help`.

**Lists** are written as `--format table`, `json` or `csv`, to stdout or with `-o` to a file. On a \
terminal a table is fitted to it and has the columns that one mostly wants; `--wide` shows all, \
and all rows where a long list is summed up. In a pipe or a file a table is lines of \
tab-separated cells under a line of column names, nothing padded. JSON says what the data says; in \
tables, CSV and messages control characters are written as JSON writes them (`\\u001b`), and in \
CSV a cell that a spreadsheet would take for a formula begins with `'`. JSON, CSV and RDF are UTF-8.

**`-o FILE`**: a regular file is replaced whole or not at all and keeps its mode, and its owner \
where that is allowed; of a symbolic link it is the target; a FIFO or device is written to as it \
is; `-` is stdout.

**Exit status**: 0 done; 1 the work failed or the data is invalid; 2 wrong usage; 130 after \
Ctrl-C, 143 after SIGTERM.

**Hyphens and underscores** are the same in the names of options.

**Completion** of commands, questions, options and values:

```sh
eval "$(_COOPGRAPH_COMPLETE=bash_source coopgraph)"   # in ~/.bashrc
eval "$(_COOPGRAPH_COMPLETE=zsh_source coopgraph)"    # in ~/.zshrc
_COOPGRAPH_COMPLETE=fish_source coopgraph | source    # in ~/.config/fish/config.fish
```
"""


def page() -> str:
    """Return the whole page."""
    parts = [f"\n## {ctx.command_path}\n\n```text\n{ctx.get_help()}\n```\n" for ctx in contexts()]
    return PREFACE + "".join(parts)


def contexts() -> Iterator[click.Context]:
    """Yield a context for each command and each question, the ones with commands first."""
    root = coopgraph.make_context(
        "coopgraph", [], resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH
    )
    yield from _below(root)


def _below(ctx: click.Context) -> Iterator[click.Context]:
    yield ctx
    group = ctx.command
    if isinstance(group, click.Group):
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            if command is not None:
                yield from _below(
                    command.make_context(name, [], parent=ctx, resilient_parsing=True)
                )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
