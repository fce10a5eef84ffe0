"""The record: a manifest's slips are named with file, line and key; the highest edition is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.library import manifest
from indexer.library.contents import Contents
from indexer.runtime.errors import ConfigError

ROW = """\
[[document]]
file = "{file}"
symbol = "{symbol}"
language = "{language}"
edition = "{edition}"
"""


def corpus(place: Path, *rows: dict[str, str]) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    texts = []
    for row in rows:
        filled = {"file": "a.txt", "symbol": "S/2019/986", "language": "zh", "edition": "digest"} | row
        (place / filled["file"]).write_text("1. 文", encoding="utf-8")
        texts.append(ROW.format(**filled))
    (place / "manifest.toml").write_text("\n".join(texts), encoding="utf-8")
    return place


def test_folder_without_a_manifest_holds_nothing(tmp_path: Path) -> None:
    assert manifest.read(tmp_path / "absent") == ()


def test_symbols_are_read_in_any_written_form(tmp_path: Path) -> None:
    place = corpus(tmp_path, {"symbol": "s/res/1540 (2004)"})
    assert manifest.read(place)[0].symbol == "S/RES/1540(2004)"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('edition = "official "', "edition"),
        ('language = "fr"', "language"),
        ('symbol = "no symbol"', "symbol"),
        ('file = "../a.txt"', "file"),
        ('file = "missing.txt"', "file"),
        ('titel = "x"', "titel"),
        ("date = 20191223", "date"),
    ],
)
def test_wrong_key_or_value_is_named_with_its_line(tmp_path: Path, line: str, key: str) -> None:
    place = corpus(tmp_path, {})
    manifest_path = place / "manifest.toml"
    kept = [
        one for one in manifest_path.read_text(encoding="utf-8").splitlines() if not one.startswith(f"{key} ")
    ]
    manifest_path.write_text("\n".join([*kept, line]), encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"manifest\.toml, line {len(kept) + 1}: {key}"):
        manifest.read(place)


def test_a_version_stands_in_a_manifest_once(tmp_path: Path) -> None:
    place = corpus(tmp_path, {}, {"file": "b.txt"})
    with pytest.raises(ConfigError, match="a second time"):
        manifest.read(place)


def test_official_text_is_shown_instead_of_a_digest(tmp_path: Path) -> None:
    first = corpus(tmp_path / "1", {"edition": "official"})
    second = corpus(tmp_path / "2", {"edition": "digest"}, {"language": "en", "file": "b.txt"})
    shown = manifest.shown(manifest.read_all([first, second]))
    assert [(one.language, one.edition) for one in shown] == [("en", "digest"), ("zh", "official")]


def test_the_later_corpus_wins_between_equals(tmp_path: Path) -> None:
    places = [corpus(tmp_path / name, {}) for name in "12"]
    assert [one.corpus for one in manifest.shown(manifest.read_all(places))] == [places[1]]


def test_what_a_later_corpus_hides_is_named(tmp_path: Path) -> None:
    first, second, third = (corpus(tmp_path / name, {}) for name in "123")
    official = corpus(tmp_path / "4", {"edition": "official"})
    named = manifest.hidden(manifest.read_all([first, second, third]))
    assert [(one.corpus, shown.corpus) for one, shown in named] == [(first, third), (second, third)]
    assert manifest.hidden(manifest.read_all([first, official])) == ()  # a digest gives way without a word


def test_what_is_said_changes_with_manifests_and_files(tmp_path: Path) -> None:
    place = corpus(tmp_path, {})
    seen = {str(manifest.said(place, Contents())), str(manifest.said(tmp_path / "absent", Contents()))}
    (place / "a.txt").write_text("1. 另一文", encoding="utf-8")
    seen.add(str(manifest.said(place, Contents())))
    (place / "a.txt").unlink()
    seen.add(str(manifest.said(place, Contents())))
    assert len(seen) == 4
