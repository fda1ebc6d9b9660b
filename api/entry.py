"""The entry point of `coopgraph`, quiet on Ctrl-C from its first moment on."""

import os
import signal

from api.terminal.exit_codes import INTERRUPTED


def main() -> None:
    """Import the command line, and run it."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # else it is ignored, and stays so
        # Nothing is begun yet that would have to be ended.
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    from api import cli  # noqa: PLC0415 - takes long, and Ctrl-C ends it quietly from here on

    signal.signal(signal.SIGINT, usual)
    cli.main()
