"""Configuration of uvicorn's log: on stderr, without control characters."""

import logging
from copy import deepcopy
from typing import Any

from uvicorn.config import LOGGING_CONFIG
from uvicorn.logging import DefaultFormatter

from api.presentation.text import visible


class Formatter(DefaultFormatter):
    """Shows control characters of a message as escapes: it may have names of the data."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name, overridden
        """Return the line of a record."""
        record.message = visible(record.message, keep="\n\t")
        return super().formatMessage(record)


def configuration() -> dict[str, Any]:
    """Return how to log, as `logging.config` takes it."""
    logs = deepcopy(LOGGING_CONFIG)
    logs["formatters"]["default"]["()"] = Formatter
    logs["handlers"]["access"]["stream"] = logs["handlers"]["default"]["stream"]
    logs["root"] = {"handlers": ["default"], "level": "WARNING"}
    return logs
