"""Make `indexer/names/states.tsv`: the names of Member, observer and former States, and names to set aside.

Membership, the names to show (M49) and the territories come from hdx-python-country. More names to recognise
come from pycountry (with its Chinese translations), Babel (Simplified, Taiwan and Hong Kong names, English)
and `states_by_hand.tsv` beside this script. Install these packages in a temporary folder and run the script
with them:

    pip install --target build/states --no-deps hdx-python-country==4.2.5 pycountry==26.2.16 babel==2.18.0
    PYTHONPATH=build/states python scripts/make_states.py

The script prints what it could not match, and every name that two States would share, which is left out.
"""

from __future__ import annotations

import csv
import gettext
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from indexer.names.states import fold_name

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "indexer" / "names" / "states.tsv"
TAXONOMY = "Countries & Territories Taxonomy MVP - C&T Taxonomy.csv"
OBSERVERS = ("VAT", "PSE")
"""The observer States; the 193 members are those on the UN's own (DGACM) list in hdx."""
FORMER = ("CSK", "DDR", "SUN", "YMD", "YUG")
"""Members that are no more, by their codes of ISO 3166-3; all their names are written by hand."""
MEMBERS = 193
LOCALES = (("zh", "zh_Hans"), ("zh", "zh_Hant_TW"), ("zh", "zh_Hant_HK"), ("en", "en"))
TRANSLATIONS = ("zh_CN", "zh_TW", "zh_HK")
ENGLISH = ("M49 English", "English Short", "English Formal", "RW API Alt Term", "HPC Tools Alt Term")
TERRITORIES = ("M49 English", "English Short")
CHINESE = ("M49 Chinese", "Chinese Short")

Row = Mapping[str, str]
Name = tuple[str, str]


@dataclass
class Names:
    """The names of one State, or of all that is set aside: (language, form), the forms to show first."""

    code: str
    status: str
    names: list[Name] = field(default_factory=list)

    def add(self, language: str, form: str, *, first: bool = False) -> None:
        """Add a name; with `first` it becomes the name to show."""
        form = _plain(form)
        if form:
            self.names.insert(0 if first else len(self.names), (language, form))


def _plain(form: str) -> str:
    """Return a name in the UN's spelling: half-width brackets, straight apostrophe, no leading article."""
    form = re.sub(r"\s+", " ", form.translate(str.maketrans("（）’", "()'"))).strip()
    form = re.sub(r"(?<=[\u4e00-\u9fff]) (?=\()", "", form)
    form = re.sub(r" \(the\)$", "", form)
    inverted = re.fullmatch(r"([^,(]+), ([A-Z][\w' ]+ of(?: the)?)", form)
    form = f"{inverted[2]} {inverted[1]}" if inverted else form
    return form.removeprefix("the ").removeprefix("The ")


def _taxonomy() -> list[Row]:
    """Return the rows of the table of countries and territories in hdx-python-country."""
    spec = find_spec("hdx.location")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("hdx-python-country is not installed: see the docstring of this script.")
    path = Path(next(iter(spec.submodule_search_locations))) / TAXONOMY
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _gather(rows: list[Row]) -> list[Names]:
    """Sort the rows into the States, with the former ones, and as one last entry all names to set aside."""
    states, aside = [], Names("-", "aside")
    for row in rows:
        code = row["ISO 3166-1 Alpha 3-Codes"]
        member = row["Appears in DGACM list"] == "Y"
        if member or code in OBSERVERS:
            names = Names(code, "member" if member else "observer")
            states.append(names)
        else:
            names = aside
        _add_all(names, row)
    if sum(state.status == "member" for state in states) != MEMBERS:
        raise SystemExit(f"The taxonomy does not flag {MEMBERS} Member States.")
    former = (Names(code, "former") for code in FORMER)
    return [*sorted(states, key=lambda state: state.code), *former, aside]


def _add_all(names: Names, row: Row) -> None:
    """Add the names of a row, and those that pycountry and Babel have for its country."""
    alpha2 = row["ISO 3166-1 Alpha 2-Codes"]
    for column in CHINESE:
        names.add("zh", row[column])
    for column in TERRITORIES if names.status == "aside" else ENGLISH:
        names.add("en", row[column])
    if not alpha2:
        print(f"without an ISO code, so neither in pycountry nor in Babel: {row['Preferred Term']}")
        return
    for name in (*_from_pycountry(alpha2), *_from_babel(alpha2)):
        names.add(*name)


def _from_pycountry(alpha2: str) -> Iterator[Name]:
    """Yield the names of a country in pycountry, with their Chinese translations."""
    pycountry = import_module("pycountry")
    country = pycountry.countries.get(alpha_2=alpha2)
    if country is None:
        print(f"pycountry has no {alpha2}")
        return
    for attribute in ("name", "common_name", "official_name"):
        yield "en", getattr(country, attribute, "")
    for locale in TRANSLATIONS:
        translated = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [locale]).gettext(country.name)
        yield "zh", translated if translated != country.name else ""


def _from_babel(alpha2: str) -> Iterator[Name]:
    """Yield the names of a country in Babel."""
    locale = import_module("babel").Locale
    for language, name in LOCALES:
        form = locale.parse(name).territories.get(alpha2, "")
        if not form:
            print(f"Babel has no name of {alpha2} in {name}")
        yield language, form


def _add_by_hand(gathered: list[Names]) -> None:
    """Add the names of `states_by_hand.tsv`; a line that begins with `!` gives the name to show."""
    by_code = {names.code: names for names in gathered}
    for line in (HERE / "states_by_hand.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, language, form = line.removeprefix("!").split("\t")
            by_code[code].add(language, form, first=line.startswith("!"))


def _lines(gathered: list[Names]) -> Iterator[str]:
    """Yield lines of `status code language form`, without duplicates and names that two States would share.

    Of the names to set aside, only those that contain a State's name are kept.
    """
    owners: dict[str, set[str]] = {}
    for names in gathered:
        for _, form in names.names:
            owners.setdefault(fold_name(form), set()).add(names.code)
    held = re.compile("|".join(re.escape(key) for key, codes in owners.items() if codes != {"-"}))
    for names in gathered:
        seen: set[str] = set()
        for language, form in names.names:
            key = fold_name(form)
            if names.status == "aside" and not held.search(key):
                continue
            if len(owners[key]) > 1:
                print(f"left out of {names.code}, shared by {sorted(owners[key])}: {form}")
            elif key not in seen and _acceptable(language, form):
                yield f"{names.status}\t{names.code}\t{language}\t{form}"
            seen.add(key)


def _acceptable(language: str, form: str) -> bool:
    """Tell whether a name fits its language: Chinese names have Han characters, English ones have none."""
    if (language == "zh") == bool(re.search("[\u4e00-\u9fff]", form)):
        return True
    print(f"not a name in {language}: {form}")
    return False


def main() -> None:
    """Write the table."""
    gathered = _gather(_taxonomy())
    _add_by_hand(gathered)
    TABLE.write_text("\n".join(_lines(gathered)) + "\n", "utf-8")
    print(f"{TABLE.name}: {len(gathered) - 1} States, {len(FORMER)} of them former ones")


if __name__ == "__main__":
    main()
