"""Which packages a wheel holds; all else is in pyproject.toml, which cannot put a folder in another place.

The documents in `corpus` are `indexer/digests` of a wheel: the library of who has no corpus yet.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["indexer*", "webui*"]), "indexer.digests"],
    package_dir={"indexer.digests": "corpus"},
)
