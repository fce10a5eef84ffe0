"""What can go wrong between us and a cluster, each told with what to do."""

from __future__ import annotations

from indexer.errors import BusyError, ConfigError, IndexUnusableError
from indexer.model import Both

USER = "JUANZONG_OPENSEARCH_USER"
PASSWORD = "JUANZONG_OPENSEARCH_PASSWORD"  # noqa: S105 - the name of the variable that holds it

_REBUILD = Both("请运行 `indexer build` 重新建立索引。", "Run `indexer build` to make it anew.")


class UnreachableError(IndexUnusableError):
    """Nothing answers at any address of the cluster, or what answers is no OpenSearch."""


class NotOursError(IndexUnusableError):
    """The name of the index is borne by something else, or by what another version made."""


class GoneError(IndexUnusableError):
    """What was opened, or a point in time of it, is no longer there."""


def unreachable(where: str, reason: object) -> UnreachableError:
    """Return the error for a cluster that does not answer at all."""
    return UnreachableError(
        Both(
            f"无法连接 {where} 的 OpenSearch：{reason}。",
            f"OpenSearch at {where} cannot be reached: {reason}.",
        ),
        Both(
            "请检查 config.toml 中 [opensearch] 的 url，并确认集群正在运行。",
            "Check url in [opensearch] of config.toml, and that the cluster is running.",
        ),
    )


def foreign(where: str) -> UnreachableError:
    """Return the error for an address at which something else answers."""
    return UnreachableError(
        Both(f"在 {where} 应答的不是 OpenSearch。", f"What answers at {where} is not OpenSearch."),
        Both(
            "请更正 config.toml 中 [opensearch] 的 url。",
            "Correct url in [opensearch] of config.toml.",
        ),
    )


def late(where: str, seconds: float) -> IndexUnusableError:
    """Return the error for a cluster that takes longer than it may."""
    return IndexUnusableError(
        Both(
            f"{where} 的 OpenSearch 未在 {seconds:.1f} 秒内应答。",
            f"OpenSearch at {where} has not answered within {seconds:.1f} seconds.",
        ),
        Both(
            "请稍后再试；如经常发生，请检查各节点，或在 config.toml 的 [opensearch] 中调大 deadline。",
            "Try again; where it happens often, look at the nodes, or raise deadline in [opensearch] of "
            "config.toml.",
        ),
    )


def overloaded(where: str) -> IndexUnusableError:
    """Return the error for a cluster that keeps turning requests away."""
    return IndexUnusableError(
        Both(
            f"{where} 的 OpenSearch 负载过重，持续拒绝请求(429)。",
            f"OpenSearch at {where} is overloaded and keeps turning requests away (429).",
        ),
        Both("请稍后再试，或增加节点。", "Try again later, or give the cluster more nodes."),
    )


def unavailable(where: str, reason: str) -> IndexUnusableError:
    """Return the error for an index of which shards are missing, as in a red cluster."""
    return IndexUnusableError(
        Both(
            f"{where} 的 OpenSearch 无法读取索引的所有分片：{reason}。",
            f"OpenSearch at {where} lacks shards of the index: {reason}.",
        ),
        Both(
            "请用 GET _cluster/health 查看集群，恢复缺失的节点；如数据已丢失，请运行 `indexer build`。",
            "Look at GET _cluster/health and bring the missing nodes back; where their data is lost, run "
            "`indexer build`.",
        ),
    )


def refused(where: str, reason: str) -> IndexUnusableError:
    """Return the error for a request that OpenSearch does not accept."""
    return IndexUnusableError(
        Both(f"{where} 的 OpenSearch 拒绝了请求：{reason}。", f"OpenSearch at {where} refuses: {reason}."),
        Both(
            "请检查集群的版本(需要 3.x)和设置。",
            "Check the version (3.x is needed) and settings of the cluster.",
        ),
    )


def partly(where: str, failed: int, sent: int, reason: str) -> IndexUnusableError:
    """Return the error for a load of which some entries were not accepted."""
    return IndexUnusableError(
        Both(
            f"{where} 的 OpenSearch 未接受 {sent} 项中的 {failed} 项，首个原因：{reason}。索引未作改动。",
            f"OpenSearch at {where} has not accepted {failed} of {sent} items, the first because: {reason}."
            " The index is as it was.",
        ),
        Both("请排除原因后再试。", "Mend the cause and try again."),
    )


def not_ours(name: str) -> NotOursError:
    """Return the error for a name in the cluster that something else bears."""
    return NotOursError(
        Both(
            f"集群中的索引 {name} 不是本程序此版本建立的。",
            f"The index {name} was not made by this version of this program.",
        ),
        Both(
            "请运行 `indexer build`，或在 config.toml 的 [opensearch] 中另取 index 名称。",
            "Run `indexer build`, or choose another name as index in [opensearch] of config.toml.",
        ),
    )


def taken(name: str) -> ConfigError:
    """Return the error for an alias that cannot be made, since an index of that name exists."""
    return ConfigError(
        f"The cluster has an index {name} that is not this program's.",
        "Choose another name as index in [opensearch] of config.toml.",
    )


def gone(name: str) -> GoneError:
    """Return the error for a state that later writes have swept away."""
    return GoneError(
        Both(
            f"索引 {name} 在打开以后已被替换。",
            f"The index {name} has been replaced since it was opened.",
        ),
        Both("请再问一次。", "Ask again."),
    )


def unopened(name: str) -> IndexUnusableError:
    """Return the error for a question before anything is opened."""
    return IndexUnusableError(Both(f"尚未打开索引 {name}。", f"No index {name} has been opened."), _REBUILD)


def incomplete(name: str, found: int, sent: int) -> IndexUnusableError:
    """Return the error for an index that holds another number of entries than were sent to it."""
    return IndexUnusableError(
        Both(
            f"索引 {name} 写入后有 {found} 个条目，而不是 {sent} 个；改动未生效。",
            f"The index {name} holds {found} new entries instead of {sent}; the change has not been made.",
        ),
        Both("请再试一次。", "Try again."),
    )


def credentials(where: str) -> ConfigError:
    """Return the error for a user who may not do what is asked."""
    return ConfigError(
        f"OpenSearch at {where} refuses the credentials.",
        f"Set ${USER} and ${PASSWORD} to those of a user who may read and write the index.",
    )


def busy(name: str, owner: str, seconds: float) -> BusyError:
    """Return the error for an index to which another is writing, or was when it died."""
    return BusyError(
        Both(
            f"另一进程({owner})正在写入索引 {name}。",
            f"Another process ({owner}) is writing to the index {name}.",
        ),
        Both(
            f"请等它完成后再试；如该进程已终止，其锁将在 {seconds:.0f} 秒后失效。",
            f"Try again when it is done; if it has died, its lock expires in {seconds:.0f} seconds.",
        ),
    )


def lost(name: str) -> BusyError:
    """Return the error for a writer that was away so long that another may have taken its place."""
    return BusyError(
        Both(
            f"对索引 {name} 的写入锁已失效；改动未生效。",
            f"The lock on the index {name} was lost; the change has not been made.",
        ),
        Both("请再试一次。", "Try again."),
    )
