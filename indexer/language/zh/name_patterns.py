"""Chinese names of bodies, and words around the names of States and organizers; for folded text."""

from __future__ import annotations

from indexer.language.zh.numerals import DAY

UNITED_NATIONS = "联合国"
BODIES = {
    "S": "安全理事会|安理会",
    "A": "(?<![方生织会境员团国])大会|(?<=联合国)大会|(?<!南)联大",
    "E": "经济及社会理事会|经社理事会",
    "H": "人权理事会",
    "C": "(?<![洲盟])人权委员会",
}
"""Pattern of the names of each body whose resolutions are recognised."""
_ADOPTED = rf"(?:\s*+{DAY})?(?:通过)?的?\s*+"
OTHER_BODY = rf"(?:委员会|理事会|会议|组织|联盟|大会){_ADOPTED}"
"""Pattern of the end of the name of any body, and what may follow it before the number of a resolution."""
_JOINING = "[和及与在由于向按经该据对为的以从并顾申悉到循照行迎忆括日]"
COUNCIL = rf"(?:(?<![\u3400-\u9fff])|(?<={_JOINING}))理事会{_ADOPTED}"
"""Pattern of a council not named in full, and what may follow it before the number of a resolution."""
NO_STATE_BEFORE = ("语", "先生", "女士", "夫人", "小姐", "爵士", "勋爵")
"""A State's name followed by one of these is the name of a language (西班牙语) or of a person (约旦先生)."""
NAME_DOT = "·"
"""What stands between the names of a person in transcription."""
DAY_SIGN = "日"
DAY_BEFORE = r"\d$|月\s?(?:\d{1,2}\s|[一二三四五六七八九十]{1,3}\s?)$"
"""Pattern of the end of a text that a day's sign goes on: in 26日本委员会, no Japan is named."""
AND = "和"
"""The word between organizers."""
SETTING = "在"
SETTING_ENDS = ("框架下", "框架内")
"""How a setting such as 在…框架下 ends; it follows an organizer's name and is not part of the name."""
STATE_ENDS = "共和国|多民族国|联邦"
"""How a bracket ends that is part of a State's name: 玻利维亚(多民族国)."""
REMOTE = "虚拟|视频|网络|网上|在线|线上|远程|电话"
"""Words for taking part from elsewhere."""
