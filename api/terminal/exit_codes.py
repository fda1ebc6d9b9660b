"""Exit codes of commands that are not those of click."""

from typing import Final

# What shells give for a process that Ctrl-C ended.
INTERRUPTED: Final = 130
