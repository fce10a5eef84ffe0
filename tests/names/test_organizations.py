"""Organizers of events, and the names of organizations."""

from __future__ import annotations

import pytest

from indexer.model.document import OrganizationMention
from indexer.names import organizations
from scripts import make_organizations

ODA = "裁军事务厅"
COMMITTEE = "委员会"
AFRICA = "联合国和平与裁军非洲区域中心"
ASIA = "联合国和平与裁军亚洲及太平洋区域中心"
AMERICAS = "联合国和平、裁军与发展拉丁美洲和加勒比区域中心"
UNODC = "毒品和犯罪问题办公室"
OAS = "美洲国家组织"
ISU = "生物武器公约执行支助股"
PGA = "议员全球行动联盟"
FATF = "金融行动特别工作组"

CELLS_2019 = {
    f"多哥、委员会、裁军事务厅/{AFRICA}和海关组织": ["多哥", COMMITTEE, ODA, AFRICA, "海关组织"],
    "智利、委员会和裁军事务厅": ["智利", COMMITTEE, ODA],
    "马达加斯加、委员会和裁军事务厅": ["马达加斯加", COMMITTEE, ODA],
    "科威特、委员会和裁军事务厅": ["科威特", COMMITTEE, ODA],
    f"所罗门群岛、委员会和裁军事务厅/{ASIA}": ["所罗门群岛", COMMITTEE, ODA, ASIA],
    "多米尼加共和国、委员会和美洲国家组织": ["多米尼加共和国", COMMITTEE, OAS],
    "巴拿马、委员会和美洲国家组织": ["巴拿马", COMMITTEE, OAS],
    "乌拉圭、委员会和美洲国家组织": ["乌拉圭", COMMITTEE, OAS],
    "巴拉圭、委员会和美洲国家组织": ["巴拉圭", COMMITTEE, OAS],
    "非洲联盟、委员会和裁军事务厅": ["非洲联盟", COMMITTEE, ODA],
    "白俄罗斯、委员会、欧安组织和裁军事务厅": ["白俄罗斯", COMMITTEE, "欧安组织", ODA],
    "美洲国家组织": [OAS],
    "赞比亚、委员会、南共体和裁军事务厅": ["赞比亚", COMMITTEE, "南共体", ODA],
    "加共体、委员会和裁军事务厅": ["加共体", COMMITTEE, ODA],
    "中国、委员会和裁军事务厅": ["中国", COMMITTEE, ODA],
    f"裁军事务厅/{AMERICAS}": [ODA, AMERICAS],
    "德国": ["德国"],
    "金融行动特别工作组": [FATF],
    "印度": ["印度"],
    "毒品和犯罪问题办公室和海事组织": [UNODC, "海事组织"],
    "安哥拉、毒品和犯罪问题办公室": ["安哥拉", UNODC],
    "毒品和犯罪问题办公室": [UNODC],
    "日本、安全贸易管制信息中心": ["日本", "安全贸易管制信息中心"],
    "原子能机构": ["原子能机构"],
    "禁化武组织": ["禁化武组织"],
    "独联体成员国议会间大会理事会": ["独联体成员国议会间大会理事会"],
    "特立尼达和多巴哥、议员全球行动联盟": ["特立尼达和多巴哥", PGA],
    "议员全球行动联盟和冈比亚国民议会": [PGA, "冈比亚国民议会"],
    "白俄罗斯和俄罗斯联邦议会联盟": ["白俄罗斯和俄罗斯联邦议会联盟"],
    "议员全球行动联盟": [PGA],
    "《生物武器公约》缔约国和生物武器公约执行支助股": ["《生物武器公约》缔约国", ISU],
    "阿根廷": ["阿根廷"],
    "新西兰众议院、各国议会联盟": ["新西兰众议院", "各国议会联盟"],
    "新西兰众议院、生物武器公约执行支助股、欧洲联盟": ["新西兰众议院", ISU, "欧洲联盟"],
    "智利和美国": ["智利", "美国"],
    f"伯利兹和加拿大政府、裁军事务厅/{AMERICAS}": ["伯利兹", "加拿大政府", ODA, AMERICAS],
    "欧洲联盟": ["欧洲联盟"],
    "伊本·图费勒大学、原子能机构": ["伊本·图费勒大学", "原子能机构"],
    "生物武器公约执行支助股": [ISU],
    f"多米尼加共和国政府和裁军事务厅/{AMERICAS}": ["多米尼加共和国政府", ODA, AMERICAS],
}
CELLS_2020 = {
    "威尔顿庄园论坛中心和大不列颠及北爱尔兰联合王国政府": ["威尔顿庄园论坛中心",
    "大不列颠及北爱尔兰联合王国政府"],
    "安全贸易管制信息中心、日本经济产业省和外务省": ["安全贸易管制信息中心", "日本经济产业省", "外务省"],
    "巴巴多斯政府、毒品和犯罪问题办公室、加拿大": ["巴巴多斯政府", UNODC, "加拿大"],
    "国际刑警组织": ["国际刑警组织"],
    "亨利·史汀生中心": ["亨利·史汀生中心"],
    "乌干达政府、毒品和犯罪问题办公室、原子能机构、欧洲联盟": ["乌干达政府", UNODC, "原子能机构", "欧洲联盟"],
    "反恐怖主义办公室": ["反恐怖主义办公室"],
    "加共同体——第 1540 号决议方案、特立尼达和多巴哥政府、生物武器公约执行支助股": [
        "加共同体——第 1540 号决议方案", "特立尼达和多巴哥政府", ISU,
    ],
    "欧安组织": ["欧安组织"],
    "毒品和犯罪问题办公室、欧洲联盟": [UNODC, "欧洲联盟"],
    "马来西亚外交部和国际贸易与工业部在亚太经合组织框架下": ["马来西亚外交部", "国际贸易与工业部"],
    "美洲组织美洲反恐怖主义委员会": ["美洲组织美洲反恐怖主义委员会"],
    "巴拿马政府和委员会": ["巴拿马政府", COMMITTEE],
    "安全理事会关于反恐怖主义的第 1373(2001)号决议所设委员会": [
        "安全理事会关于反恐怖主义的第 1373(2001)号决议所设委员会"
    ],
    "裁军事务厅/联合国和平与裁军 亚洲及太平洋区域中心、美国": [ODA, ASIA, "美国"],
}  # fmt: skip
ENGLISH = {
    "Trinidad and Tobago, PGA": ["Trinidad and Tobago", "PGA"],
    "Angola and UNODC": ["Angola", "UNODC"],
    "Government of Panama and the Committee": ["Government of Panama", "Committee"],
    "Wilton Park and King's College London": ["Wilton Park", "King's College London"],
    "Ministry of Economy, Trade and Industry and Ministry of Foreign Affairs of Japan": [
        "Ministry of Economy, Trade and Industry", "Ministry of Foreign Affairs of Japan",
    ],
    "Office for Disarmament Affairs/United Nations Regional Centre for Peace and Disarmament in Africa": [
        "Office for Disarmament Affairs",
        "United Nations Regional Centre for Peace and Disarmament in Africa",
    ],
    "Governments of Belize and Canada, and Office for Disarmament Affairs": [
        "Governments of Belize", "Canada", "Office for Disarmament Affairs",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("cell", "organizers"), [*CELLS_2019.items(), *CELLS_2020.items()])
def test_the_organizers_of_the_annual_reviews(cell: str, organizers: list[str]) -> None:
    assert list(organizations.split(cell, "zh")) == organizers


@pytest.mark.parametrize(("cell", "organizers"), ENGLISH.items())
def test_organizers_in_english(cell: str, organizers: list[str]) -> None:
    assert list(organizations.split(cell, "en")) == organizers


def test_names_in_traditional_characters_are_kept_whole() -> None:
    assert organizations.split("聯合國毒品和犯罪問題辦公室和歐洲聯盟") == (
        "聯合國毒品和犯罪問題辦公室",
        "歐洲聯盟",
    )


def test_an_empty_cell_has_no_organizers() -> None:
    assert organizations.split(" ") == ()


def test_every_known_name_is_one_organizer() -> None:
    for language in ("zh", "en"):
        for name in organizations.names(language):
            assert organizations.split(name) == (name,)


def test_organizations_have_short_names_and_english_ones() -> None:
    known = {one.zh: one for one in organizations.NAMES}
    assert known["国际原子能机构"] == organizations.Organization(
        "国际原子能机构", ("原子能机构",), "International Atomic Energy Agency", ("IAEA",)
    )
    assert known["桑戈委员会"].zh_short == known["桑戈委员会"].en_short == ()
    assert {"禁化武组织", "禁止化学武器组织"} <= set(organizations.names("zh"))


def test_an_unknown_attribute_is_an_error() -> None:
    with pytest.raises(AttributeError, match="NONE"):
        _ = organizations.NONE


def named(text: str, *, typed: bool = False) -> list[tuple[str, str]]:
    found = organizations.find(text, typed=typed)
    return [(one.organization.en, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("聯合國裁軍事務廳和裁军厅、UNODA", ["聯合國裁軍事務廳", "裁军厅", "UNODA"]),
        ("the African Union Commission, the AU and 非盟", ["African Union Commission", "AU", "非盟"]),
        ("IAEA-led work under the CPPNM", ["IAEA", "CPPNM"]),
        ("ＥＵ; the European\u00a0Union’s", ["ＥＵ", "European\u00a0Union"]),
        ("those who left; au revoir; an eco label", []),
        ("UNODABLE and MYIAEA and 12030年议程", []),
        ("UN-Women, UN Women", ["UN-Women", "UN Women"]),
    ],
)
def test_organizations_are_found_in_texts_in_any_form(text: str, expected: list[str]) -> None:
    assert [written for _, written in named(text)] == expected


def test_short_names_that_are_words_are_only_taken_in_capitals() -> None:
    assert named("unoda who european union", typed=True) == [
        ("Office for Disarmament Affairs", "unoda"),
        ("European Union", "european union"),
    ]
    assert named("WHO", typed=True) == [("World Health Organization", "WHO")]


@pytest.mark.parametrize(
    ("names", "english"),
    [
        (("联合国裁军事务厅", "裁军厅", "UNODA", "unoda"), "Office for Disarmament Affairs"),
        (("欧盟", "歐盟", "EU", "European  Union"), "European Union"),
        (("非盟", "AU"), "African Union"),
        (("东盟", "ASEAN"), "Association of Southeast Asian Nations"),
        (("实物保护公约", "CPPNM"), "Convention on the Physical Protection of Nuclear Material"),
        (("国际原子能机构", "IAEA"), "International Atomic Energy Agency"),
    ],
)
def test_an_organization_is_looked_up_by_any_of_its_names(names: tuple[str, ...], english: str) -> None:
    assert {one.en for one in map(organizations.lookup, names) if one} == {english}
    assert None not in map(organizations.lookup, names)


def test_no_organization_is_looked_up_by_another_name() -> None:
    assert organizations.lookup("Atlantis Union") is None


def test_every_name_is_found_and_belongs_to_one_organization() -> None:
    for one in organizations.NAMES:
        for name, language in organizations.forms(one):
            assert [found.organization for found in organizations.find(name, language)] == [one]
            assert organizations.lookup(name) == one


def test_the_table_is_what_its_script_makes(capsys: pytest.CaptureFixture[str]) -> None:
    assert make_organizations.TABLE.read_text("utf-8").splitlines() == list(make_organizations.lines())
    assert capsys.readouterr().out == ""
    assert len(organizations.NAMES) > 300


@pytest.mark.parametrize(
    "text",
    ["UNODA", "裁军厅", "裁軍廳", "联合国裁军事务厅", "Office for Disarmament Affairs",
     "UN Office for Disarmament Affairs", "United Nations Office for Disarmament Affairs"],
)  # fmt: skip
def test_each_name_is_a_mention_of_the_same_organization(text: str) -> None:
    assert organizations.mentions(text) == (OrganizationMention("UNODA", 0, len(text)),)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("the U.N. and the E.U.", ["UN", "EU"]),
        ("U.N.E.S.C.O.", ["UNESCO"]),
        ("联合国安全理事会", ["UNSC"]),
        ("UN Security Council", ["UNSC"]),
        ("联合国和欧洲联盟", ["UN", "EU"]),
        ("欧洲联盟委员会", ["European Commission"]),
        ("the un and u.n. in small letters", []),
        ("who said it", []),
        ("UNODAX", []),
        ("A.B. and C.D.", []),
    ],
)
def test_the_longest_name_counts(text: str, codes: list[str]) -> None:
    assert [one.organization for one in organizations.mentions(text)] == codes


def test_each_organization_has_a_code_of_its_own() -> None:
    codes = [one.code for one in organizations.NAMES]
    assert len({*codes}) == len(codes)
    assert all(organizations.lookup(code) is organizations.get(code) for code in codes)


def test_an_abbreviation_is_taken_for_no_other() -> None:
    assert organizations.nearest("UNIDOR") == ()
    assert organizations.get("UNODA") in organizations.nearest("Office for Disarmament Affair")
