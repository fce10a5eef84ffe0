"""Pages lead on what is written otherwise: unknown parameters, slashes at the end, other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import site

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library

LISTS = ("/documents", "/states", "/state/CHL", "/state/CHL/lists", "/events", "/api", "/embed")
DOCUMENT = "/en/S/2019/986"
FOREIGN = ("utm_source=news&utm_campaign=%E8%81%94", "fbclid=1&fbclid=2", "gclid=", "xyzzy=1")


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


@pytest.mark.parametrize("foreign", FOREIGN)
@pytest.mark.parametrize("address", ["/", "/?q=Chile", *LISTS, DOCUMENT, "/events.csv", "/events.ics"])
def test_a_page_is_the_same_with_a_parameter_that_it_does_not_know(
    client: FlaskClient, address: str, foreign: str
) -> None:
    joined = f"{address}{'&' if '?' in address else '?'}{foreign}"
    asked, plain = client.get(joined), client.get(address)
    assert asked.status_code == plain.status_code == 200
    main = [one.text.partition("<main")[2] or one.text for one in (asked, plain)]
    assert main[0] == main[1]


@pytest.mark.parametrize("foreign", FOREIGN)
@pytest.mark.parametrize(
    "address",
    ["search?q=a&", "documents?", "states?", "state?code=CHL&", "events?", "document?symbol=S/2019/986&"],
)
def test_the_api_refuses_it_by_name(client: FlaskClient, address: str, foreign: str) -> None:
    response = client.get(f"/api/v1/{address}{foreign}")
    assert response.status_code == 400
    assert foreign.partition("=")[0] in response.json["detail"]  # type: ignore[index]


@pytest.mark.parametrize("slashes", ["/", "//"])
@pytest.mark.parametrize("address", [*LISTS, DOCUMENT, "/S/2019/986"])
def test_a_slash_at_the_end_leads_to_the_page_with_all_that_is_asked(
    client: FlaskClient, address: str, slashes: str
) -> None:
    response = client.get(f"{address}{slashes}?lang=zh&year=2019")
    assert response.status_code == 301
    assert response.location in (f"{address}?year=2019&lang=zh", f"{address}?lang=zh&year=2019")


def test_a_slash_at_the_end_leads_to_no_other_host(client: FlaskClient) -> None:
    for address in ("//example.org/", "/%2Fexample.org/", "/\\example.org/"):
        location = client.get(address).location or "/"
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))


def test_what_no_address_of_the_api_has_stays_unknown(client: FlaskClient) -> None:
    for address in ("/api/v1/", "/api/v1/search/", "/api/v1/document/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *((code, "zh") for code in ("zh-CN", "zh-hans", "zh-Hant", "zh_TW", "ZH-Hant-HK", "ch", "zh-SG")),
        *((code, "en") for code in ("EN", "en-US", "en_GB", "en-Latn-GB")),
    ],
)
def test_a_language_with_its_script_or_region_leads_to_the_version(
    client: FlaskClient, written: str, meant: str
) -> None:
    response = client.get(f"/{written}/S/2019/986?find=a")
    assert (response.status_code, response.location) == (301, f"/{meant}/S/2019/986?find=a")
    assert client.get(f"/{written}/").status_code == 301
    shown = client.get(f"/?lang={written}").text
    assert f'<html lang="{ {"zh": "zh-Hans", "en": "en-GB"}[meant] }">' in shown
    assert f"/documents?lang={meant}" in shown


@pytest.mark.parametrize("written", ["fr", "es", "ar", "ru", "fr-FR", "AR"])
@pytest.mark.parametrize(("reader", "meant"), [("zh-TW", "zh"), ("fr", "en"), ("", "en")])
def test_another_official_language_leads_to_the_readers_version(
    client: FlaskClient, written: str, reader: str, meant: str
) -> None:
    response = client.get(f"/{written}/S/2019/986", headers={"Accept-Language": reader})
    assert (response.status_code, response.location) == (302, f"/{meant}/S/2019/986")
    shown = client.get(f"/?lang={written}", headers={"Accept-Language": reader}).text
    assert f'<html lang="{ {"zh": "zh-Hans", "en": "en-GB"}[meant] }">' in shown
    assert f"lang={written}" not in shown.partition("</header>")[2]


def test_what_is_no_code_is_no_language(client: FlaskClient) -> None:
    for code in ("zhong", "zh-", "english", "e", "-zh", "zh-TW-x-y-z-w"):
        assert client.get(f"/{code}/S/2019/986").status_code == 404
