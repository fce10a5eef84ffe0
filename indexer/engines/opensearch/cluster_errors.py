"""The errors of the connection to a cluster, each with advice on what to do."""

from __future__ import annotations

from indexer.language.arabic_numerals import grouped
from indexer.model.messages import Localised, Message, message
from indexer.runtime.errors import BusyError, ConfigError, IndexUnusableError, TooCostlyError

USER = "JUANZONG_OPENSEARCH_USER"
PASSWORD = "JUANZONG_OPENSEARCH_PASSWORD"  # noqa: S105 - the name of the variable that holds it

_FORBIDDEN = 403
BLOCKED = "cluster_block_exception"
"""The type of OpenSearch's error for a request that an index does not allow at present, whoever sends it."""
CANCELLED = "task_cancelled_exception"
"""The type of OpenSearch's error for a search that was cancelled when its own time limit had passed."""
_CLAUSES = "maxClauseCount"
"""A word in the reason of OpenSearch's error for too many clauses; the type of that error varies."""
_DEPTH = "stream_constraints_exception"
_REBUILD = message("Run `indexer build` to make it anew.")


class UnreachableError(IndexUnusableError):
    """No address of the cluster answers, or something other than OpenSearch answers."""


class AccessError(ConfigError, IndexUnusableError):
    """A node answers, but does not accept our settings: what config.toml and the environment say of it.

    For the commands this is a wrong configuration; for a reader it is an index that cannot be used at
    present.
    """


class NotOursError(IndexUnusableError):
    """The name of the index belongs to something else, or to an index that another version made."""


class GoneError(IndexUnusableError):
    """The state that was opened, or a point in time in it, no longer exists."""


def unreachable(where: str, reason: object) -> UnreachableError:
    """Return the error for a cluster that does not answer at all."""
    return UnreachableError(
        message("OpenSearch at {where} cannot be reached: {reason}.", where=where, reason=reason),
        message("Check url in [opensearch] of config.toml, and that the cluster is running."),
    )


def foreign(where: str) -> UnreachableError:
    """Return the error for an address at which something other than OpenSearch answers."""
    return UnreachableError(
        message("What answers at {where} is not OpenSearch.", where=where),
        message("Correct url in [opensearch] of config.toml."),
    )


def untrusted(where: str, flaw: Message | str, advised: Message) -> AccessError:
    """Return the error for a node whose certificate has a flaw."""
    return AccessError(
        message("The certificate of OpenSearch at {where} is not accepted: {flaw}.", where=where, flaw=flaw),
        advised,
    )


def no_tls(where: str) -> AccessError:
    """Return the error for an https address at which the server does not speak TLS."""
    return AccessError(
        message("What answers at {where} does not speak TLS.", where=where),
        message("Write http:// in url in [opensearch] of config.toml, or switch TLS on at the node."),
    )


def wants_tls(where: str) -> AccessError:
    """Return the error for an http address at which the server speaks TLS."""
    return AccessError(
        message("What answers at {where} expects TLS.", where=where),
        message("Write https:// in url in [opensearch] of config.toml."),
    )


def failing(where: str, status: int) -> IndexUnusableError:
    """Return the error for a node, or a proxy before it, that fails without a reason."""
    return IndexUnusableError(
        message(
            "OpenSearch at {where} fails with HTTP {status} and gives no reason.", where=where, status=status
        ),
        message("Look at the node, and at the proxy before it."),
    )


def oversize(where: str, size: int) -> IndexUnusableError:
    """Return the error for a request that is larger than a node, or a proxy before it, accepts."""
    return IndexUnusableError(
        message(
            "A request of {size} bytes is too large for what answers at {where} (413).",
            size=Localised(grouped, size),
            where=where,
        ),
        message(
            "Have it take requests of 8 MB: http.max_content_length in OpenSearch, client_max_body_size in "
            "nginx."
        ),
    )


def late(where: str, seconds: float) -> IndexUnusableError:
    """Return the error for a cluster that did not answer in time."""
    return IndexUnusableError(
        message(
            "OpenSearch at {where} has not answered within {seconds} seconds.",
            where=where,
            seconds=f"{seconds:.1f}",
        ),
        message(
            "Try again; where it happens often, look at the nodes, or raise deadline in [opensearch] of "
            "config.toml."
        ),
    )


def overloaded(where: str) -> IndexUnusableError:
    """Return the error for a cluster that keeps refusing requests because it is busy."""
    return IndexUnusableError(
        message("OpenSearch at {where} is overloaded and keeps turning requests away (429).", where=where),
        message("Try again later, or give the cluster more nodes."),
    )


def unavailable(where: str, reason: str) -> IndexUnusableError:
    """Return the error for an index that lacks shards, as in a red cluster."""
    return IndexUnusableError(
        message("OpenSearch at {where} lacks shards of the index: {reason}.", where=where, reason=reason),
        message(
            "Look at GET _cluster/health and bring the missing nodes back; where their data is lost, run "
            "`indexer build`."
        ),
    )


def of_query(reason: str) -> TooCostlyError | None:
    """Return the error for a question that exceeds the cluster's own limits; None for another reason."""
    if _CLAUSES in reason:
        return too_many_clauses()
    return too_deep() if reason.startswith(_DEPTH) else None


def too_many_clauses() -> TooCostlyError:
    """Return the error for a question with more terms than the cluster looks up at once."""
    return TooCostlyError(
        message("The question stands for more words than the OpenSearch cluster looks for at once."),
        message(
            "Ask with fewer words, or write more letters before the *. If you run the cluster, set "
            "indices.query.bool.max_clause_count to 16384."
        ),
    )


def too_deep() -> TooCostlyError:
    """Return the error for a question that is nested more deeply than the cluster reads."""
    return TooCostlyError(
        message("The question is nested more deeply than the OpenSearch cluster reads."),
        message("Use fewer brackets, or shorter proximities."),
    )


def too_many_near(number: int, most: int) -> TooCostlyError:
    """Return the error for a proximity of more than `most` words."""
    return TooCostlyError(
        message(
            "A proximity has {number} words; with OpenSearch {most} are the most.",
            number=Localised(grouped, number),
            most=Localised(grouped, most),
        ),
        message("Shorten it, or leave ~ out to look for the phrase."),
    )


def refused(where: str, reason: str) -> IndexUnusableError:
    """Return the error for a request that OpenSearch does not accept."""
    return IndexUnusableError(
        message("OpenSearch at {where} refuses: {reason}.", where=where, reason=reason),
        message("Check the version (3.x is needed) and settings of the cluster."),
    )


def partly(where: str, failed: int, sent: int, reason: str) -> IndexUnusableError:
    """Return the error for a bulk load in which some entries were refused."""
    return IndexUnusableError(
        message(
            "OpenSearch at {where} has not accepted {failed} of {sent} items, the first because: {reason}. "
            "The index is as it was.",
            where=where,
            failed=failed,
            sent=sent,
            reason=reason,
        ),
        message("Mend the cause and try again."),
    )


def not_ours(name: str) -> NotOursError:
    """Return the error for a name in the cluster that belongs to something else."""
    return NotOursError(
        message("The index {name} was not made by this version of this program.", name=name),
        message("Run `indexer build`, or choose another name as index in [opensearch] of config.toml."),
    )


def taken(name: str) -> ConfigError:
    """Return the error for an alias that cannot be made, since an index already has its name."""
    return ConfigError(
        f"The cluster has an index {name} that is not this program's.",
        "Choose another name as index in [opensearch] of config.toml.",
    )


def gone(name: str) -> GoneError:
    """Return the error for a state that later writes have removed."""
    return GoneError(
        message("The index {name} has been replaced since it was opened.", name=name),
        message("Ask again."),
    )


def unopened(name: str) -> IndexUnusableError:
    """Return the error for a question that comes before any index was opened."""
    return IndexUnusableError(message("No index {name} has been opened.", name=name), _REBUILD)


def incomplete(name: str, found: int, sent: int) -> IndexUnusableError:
    """Return the error for an index that holds another number of entries than were sent to it."""
    return IndexUnusableError(
        message(
            "The index {name} holds {found} new entries instead of {sent}; the change has not been made.",
            name=name,
            found=found,
            sent=sent,
        ),
        message("Try again."),
    )


def credentials(where: str, status: int, reason: str, *, given: bool) -> AccessError:
    """Return the error for credentials that are wrong, missing, or not sufficient for the request."""
    if status == _FORBIDDEN:
        why = message("their user may not do this ({reason})", reason=reason)
    elif given:
        why = message("the user or the password is wrong")
    else:
        why = message("a user and a password are needed, and none are given")
    return AccessError(
        message(
            "OpenSearch at {where} refuses the credentials ({status}): {why}.",
            where=where,
            status=status,
            why=why,
        ),
        message(
            "Set ${USER} and ${PASSWORD}, or user and password_file in [opensearch] of config.toml, to "
            "those of a user who may read and write the index.",
            USER=USER,
            PASSWORD=PASSWORD,
        ),
    )


def blocked(where: str, reason: str) -> IndexUnusableError:
    """Return the error for an index in which the cluster has blocked this kind of request."""
    return IndexUnusableError(
        message("OpenSearch at {where} has blocked it: {reason}.", where=where, reason=reason),
        message(
            "Look at GET _cluster/health, at the disks of the nodes, and at blocks in the index's settings."
        ),
    )


def busy(name: str, owner: str, seconds: float) -> BusyError:
    """Return the error for an index to which another writer is writing, or was writing when it died."""
    return BusyError(
        message("Another process ({owner}) is writing to the index {name}.", owner=owner, name=name),
        message(
            "Try again when it is done; if it has died, its lock expires in {seconds} seconds.",
            seconds=f"{seconds:.0f}",
        ),
    )


def lost(name: str) -> BusyError:
    """Return the error for a writer that did not renew its lease in time, so that another may be writing."""
    return BusyError(
        message("The lock on the index {name} was lost; the change has not been made.", name=name),
        message("Try again."),
    )
