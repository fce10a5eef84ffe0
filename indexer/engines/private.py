"""Check that an installed package has the private attributes that an engine uses.

No version of a package promises its private attributes, so `pyproject.toml` allows only versions that were
tried. If another version is installed, the user is told so; without this check the error would say that the
index is damaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from inspect import isfunction

from indexer.runtime.errors import ConfigError


def check(package: str, used: Mapping[type, Iterable[str]]) -> None:
    """Raise ConfigError if classes of a package lack attributes that an engine uses.

    Args:
        package: The name of the installed package.
        used: For each class, the names of the attributes that are used.

    Raises:
        ConfigError: Attributes are missing; the message names the package's version and the attributes.

    """
    lacking = [
        f"{owner.__name__}.{name}" for owner, names in used.items() for name in set(names) - _names(owner)
    ]
    if lacking:
        raise unknown(package, lacking)


def unknown(package: str, lacking: Iterable[str]) -> ConfigError:
    """Return the error for a version of a package that lacks some attributes."""
    from importlib.metadata import version  # slow to import

    return ConfigError(
        f"The {package} that is installed, {version(package)}, has no {', '.join(sorted(lacking))}.",
        "Install the version that requirements.lock or requirements-dev.lock names.",
    )


def _names(owner: type) -> set[str]:
    """Return the names of a class's attributes, and all names that its own methods use.

    The latter include the attributes of its objects, which only the code of its methods shows.
    """
    methods = (one for one in vars(owner).values() if isfunction(one))
    return set(dir(owner)).union(*(method.__code__.co_names for method in methods))
