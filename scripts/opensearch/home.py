"""An OpenSearch home put together from Maven's jars, which come without the layout of the server's archive.

The jars of each module go into a folder of its own, with the descriptor that the archive would have. Kept in
`var/opensearch/`, under a name that changes with what it is made of.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "var" / "opensearch"
POM = Path(__file__).with_name("pom.xml")
LEAST_JAVA = 21
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"

_MODULES = {
    "transport-netty4": (
        "org.opensearch.transport.Netty4ModulePlugin",
        "",
        r"transport-netty4-client-|netty-|opensearch-netty4-",
    ),
    "lang-painless": (
        "org.opensearch.painless.PainlessModulePlugin",
        "",
        r"lang-painless-|opensearch-scripting-painless-spi-|antlr4-runtime-|asm-",
    ),
    "analysis-common": (
        "org.opensearch.analysis.common.CommonAnalysisModulePlugin",
        "lang-painless",
        r"analysis-common-",
    ),
    "mapper-extras": ("org.opensearch.index.mapper.MapperExtrasModulePlugin", "", r"mapper-extras-client-"),
}
"""For each module its plugin class, the module that it extends, and the names of its jars."""
_LEFT_OUT = r"netty-codec-native-quic-|opensearch-agent-\d|byte-buddy-"
"""HTTP/3 for six platforms, and the security agent, which is optional."""


class MissingError(Exception):
    """What a cluster needs is not on this machine; the text says what."""


def java() -> Path:
    """Return a Java that OpenSearch 3 runs on. Raises MissingError where there is none."""
    for home in _java_homes():
        with_version = home / "release"
        if not (home / "bin/java").exists() or not with_version.exists():
            continue
        version = re.search(r'JAVA_VERSION="(\d+)', with_version.read_text("utf-8"))
        if version and int(version[1]) >= LEAST_JAVA:
            return home / "bin/java"
    raise MissingError(f"no JDK {LEAST_JAVA} or later is here: install one or set JAVA_HOME")


def assemble() -> Path:
    """Return an OpenSearch home, made at the first call. Raises MissingError without Java or Maven."""
    settings = repr((_COPY, _MODULES, _LEFT_OUT, _descriptor("", "", "", "")))
    home = CACHE / hashlib.sha256(POM.read_bytes() + settings.encode()).hexdigest()[:12]
    java()
    if not home.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(dir=CACHE))
        try:
            _lay_out(_fetch(draft / "jars"), draft / "home")
            draft.chmod(0o755)
            (draft / "home").rename(home)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return home


def _java_homes() -> Iterator[Path]:
    if named := os.environ.get("JAVA_HOME"):
        yield Path(named)
    if found := shutil.which("java"):
        yield Path(found).resolve().parents[1]
    yield from sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)


def _fetch(folder: Path) -> Path:
    maven = shutil.which("mvn")
    if maven is None:
        raise MissingError("no Maven is here, which fetches OpenSearch: install maven")
    run = subprocess.run(
        [maven, "-B", "-q", "-f", POM, _COPY, f"-DoutputDirectory={folder}", "-DincludeScope=runtime"],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise MissingError(f"Maven could not fetch OpenSearch: {run.stdout[-500:]}{run.stderr[-500:]}")
    return folder


def _lay_out(jars: Path, home: Path) -> None:
    for name in ("bin", "lib", "plugins"):
        (home / name).mkdir(parents=True)
    for jar in sorted(jars.glob("*.jar")):
        if re.match(_LEFT_OUT, jar.name):
            continue
        modules = [name for name, (_, _, pattern) in _MODULES.items() if re.match(pattern, jar.name)]
        folder = home / "modules" / modules[0] if modules else home / "lib"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.move(jar, folder)
    for name, (plugin, extended, _) in _MODULES.items():
        (home / "modules" / name / "plugin-descriptor.properties").write_text(
            _descriptor(name, plugin, extended, version(home)), "utf-8"
        )


def version(home: Path) -> str:
    """Return the version of OpenSearch in a home."""
    return next(home.glob("lib/opensearch-core-*.jar")).stem.rpartition("-")[2]


def _descriptor(name: str, plugin: str, extended: str, release: str) -> str:
    return (
        f"name={name}\ndescription={name}\nversion={release}\nopensearch.version={release}\n"
        f"java.version={LEAST_JAVA}\nclassname={plugin}\nextended.plugins={extended}\n"
        "has.native.controller=false\n"
    )
