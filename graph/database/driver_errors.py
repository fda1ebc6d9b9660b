"""Translating the driver's exceptions to errors for people."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import gettempdir
from typing import Final

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    CypherSyntaxError,
    DriverError,
    Forbidden,
    Neo4jError,
    TransientError,
)

from graph.database.config.target import Target
from graph.system.os_errors import meaning, of_system
from ontology.errors import (
    CoopgraphError,
    DatabaseUnavailable,
    InvalidConfiguration,
    InvalidVocabulary,
    LimitExceeded,
)

TIMED_OUT: Final = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
)
# The driver calls them errors of the client; they come where a server stops, too.
ENDED: Final = (
    "Neo.ClientError.Transaction.LockClientStopped",
    "Neo.ClientError.Transaction.Terminated",
    "Neo.ClientError.Transaction.TransactionTerminated",
)
OUT_OF_MEMORY: Final = (
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    "Neo.TransientError.General.TransactionOutOfMemoryError",
    "Neo.TransientError.General.OutOfMemoryError",
)
# The server is well; another transaction was in the way of this one.
CONTENDED: Final = (
    "Neo.TransientError.Transaction.ConstraintsChanged",
    "Neo.TransientError.Transaction.DeadlockDetected",
    "Neo.TransientError.Transaction.LockAcquisitionTimeout",
    "Neo.TransientError.Transaction.LockSessionExpired",
    "Neo.TransientError.Transaction.MaximumTransactionLimitReached",
    "Neo.TransientError.Transaction.Outdated",
)
# What `IF NOT EXISTS` did not see, because another transaction was making it.
SCHEMA_CHANGED: Final = (
    "Neo.ClientError.Schema.ConstraintAlreadyExists",
    "Neo.ClientError.Schema.ConstraintWithNameAlreadyExists",
    "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
    "Neo.ClientError.Schema.IndexAlreadyExists",
    "Neo.ClientError.Schema.IndexWithNameAlreadyExists",
    "Neo.DatabaseError.Schema.IndexDropFailed",
)
RATE_LIMIT: Final = "Neo.ClientError.Security.AuthenticationRateLimit"
# A disk was full: what is committed is safe, and nothing else is done before a new start.
BROKEN_LOG: Final = "Neo.DatabaseError.Transaction.TransactionLogError"
NEEDS_RESTART: Final = "needs to be restarted"
NO_DATABASE: Final = "Neo.ClientError.Database.DatabaseNotFound"
PASSWORD: Final = "COOPGRAPH_NEO4J_PASSWORD"  # noqa: S105 - the setting's name, no password


class Contended(DatabaseUnavailable):
    """Another transaction was in the way, as in a deadlock: try again, with patience."""


class SchemaChanged(DatabaseUnavailable):
    """Somebody else made or dropped an index or constraint: look again which are there."""


@contextmanager
def translated(target: Target) -> Iterator[None]:
    """Turn the driver's exceptions into ours; what is our own mistake passes as it is.

    Raises:
        InvalidConfiguration: the address, user, password or database cannot be right.
        InvalidVocabulary: the server does not understand a query.
        LimitExceeded: the query ran out of time or memory.
        DatabaseUnavailable: the server does not answer, or went away.
    """
    try:
        yield
    except (Neo4jError, DriverError, OSError) as error:
        meaning = explained(error, target)
        if meaning is None:
            raise
        raise meaning from error


def explained(error: Exception, target: Target) -> CoopgraphError | None:
    """Return what an exception of the driver means, or None where no person can mend it."""
    if isinstance(error, Neo4jError):
        return _from_server(error, target)
    if isinstance(error, ConfigurationError):
        return InvalidConfiguration(
            f"Neo4j cannot be reached at {target.uri}: {error}. Correct COOPGRAPH_NEO4J_URI."
        )
    cause = of_system(error)
    if cause is not None and cause is error:  # of whoever works with what is read or written
        return meaning(cause, f"The temporary folder {gettempdir()}", "TMPDIR")
    if cause is not None:
        why = meaning(cause, "The network", "COOPGRAPH_NEO4J_URI")
        return DatabaseUnavailable(f"Neo4j at {target.uri} cannot be asked: {why}")
    return DatabaseUnavailable(
        f"Neo4j at {target.uri} does not answer. Start it, or look at its log, and try again."
    )


def _from_server(error: Neo4jError, target: Target) -> CoopgraphError | None:
    if isinstance(error, AuthError | Forbidden) or error.code in (RATE_LIMIT, NO_DATABASE):
        return _refused(error, target)
    if error.code in TIMED_OUT:
        return LimitExceeded("The query took longer than it may. Ask for less at once.")
    if error.code in OUT_OF_MEMORY:
        return LimitExceeded(
            "The query needs more memory than Neo4j may use. Ask for less at once, or give it "
            "more: set COOPGRAPH_HEAP, such as 2g, and stop it with `coopgraph db stop`."
        )
    if isinstance(error, CypherSyntaxError):
        return InvalidVocabulary(f"Neo4j does not understand the query: {error.message}")
    ended = isinstance(error, TransientError) or error.code in ENDED
    if isinstance(error, ClientError) and not ended and error.code not in SCHEMA_CHANGED:
        return None
    return _passing(error.code)(_unfinished(error, target))


def _unfinished(error: Neo4jError, target: Target) -> str:
    if error.code == BROKEN_LOG or NEEDS_RESTART in (error.message or ""):
        return (
            f"Neo4j at {target.uri} could not write to its disk, which may be full, and needs to "
            "be restarted. Make room; then stop it with `coopgraph db stop` (one of your own as "
            "you do), start it with `coopgraph db start`, and run the command again."
        )
    return f"Neo4j at {target.uri} could not finish ({error.code}: {error.message}). Try again."


def _passing(code: str | None) -> type[DatabaseUnavailable]:
    if code in CONTENDED:
        return Contended
    return SchemaChanged if code in SCHEMA_CHANGED else DatabaseUnavailable


def _refused(error: Neo4jError, target: Target) -> InvalidConfiguration:
    if isinstance(error, Forbidden):
        return InvalidConfiguration(
            f"The user {target.user!r} may not do this in Neo4j at {target.uri}: {error.message}"
        )
    if error.code == NO_DATABASE:
        return InvalidConfiguration(
            f"Neo4j at {target.uri} has no database {target.database!r}. "
            "Correct COOPGRAPH_NEO4J_DATABASE."
        )
    return InvalidConfiguration(
        f"Neo4j at {target.uri} refuses the user {target.user!r} with this password. "
        f"Set COOPGRAPH_NEO4J_USER and {PASSWORD}."
    )
