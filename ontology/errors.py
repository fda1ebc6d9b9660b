"""The errors that people see. Every one says what is wrong, where, and what to do.

The command line ends with 1 for these (2 for `UsageError`); the HTTP door
maps each class to a status in one table of its own.
"""


class CoopgraphError(Exception):
    """Something that a person can mend; its text is the whole message."""


class UsageError(CoopgraphError):
    """A request that cannot be meant: an unknown option, parameter or value."""


class InvalidData(CoopgraphError):
    """A file or statement that cannot be taken: syntax, shape, size."""


class InvalidVocabulary(CoopgraphError):
    """The ontology or a query file contradicts itself."""


class InvalidConfiguration(CoopgraphError):
    """A setting that cannot work: a bad address, a wrong password, no Java."""


class Inexpressible(CoopgraphError):
    """Something that the asked format has no way to say."""


class NotFound(CoopgraphError):
    """Nothing has that name; `nearest` lists names that come close."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.nearest = nearest


class Ambiguous(CoopgraphError):
    """Several things have that name; `candidates` lists (IRI, name, type)."""

    def __init__(self, message: str, candidates: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class LimitExceeded(CoopgraphError):
    """More than a stated limit: statements, rows, bytes or seconds."""


class BeingLoaded(CoopgraphError):
    """What is asked for is being loaded, and half of it is there: ask again later."""


class SystemFailed(CoopgraphError):
    """The operating system refused a file or a process; its own words are in the message."""


class DatabaseUnavailable(CoopgraphError):
    """Neo4j does not answer, or went away in the middle of a request."""


class ServiceFailed(CoopgraphError):
    """A service elsewhere, such as a language model, does not answer as it should."""
