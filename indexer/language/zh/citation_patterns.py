"""Chinese words around the symbol of a document or the number of a resolution, for folded text."""

from __future__ import annotations

from indexer.language.zh.numerals import BELOW_100, DAY, POSITIONAL

PARTS = {"附件": "annex", "附文": "enclosure", "附录": "appendix"}
"""The kind of each part, by its name."""
PART_NUMERALS = {"甲": 1, "乙": 2, "丙": 3, "丁": 4}
"""The numerals of parts beside the common ones."""
RESUMED = "复会"
"""The word for the resumption of a meeting, in the symbol of its record."""
PREFIXES = {"执行": "OP", "序言": "PP", "脚注": "fn."}
"""The prefix of a paragraph's number, by the first two characters of the word that introduces it."""
DOCUMENT = r"\s*+号(?:文件|决议)?"
"""Pattern of what follows a symbol."""
TO = "至到"
"""The characters between the ends of a range, for a class."""
AND = "以及"
BOTH_SIGNS = "和及与"
"""The single characters that mean `and`, for a class."""
AND_SIGNS = f"{BOTH_SIGNS}或"
"""The single characters between the items of a list, for a class."""
POSSESSIVE = "的"
OF = f"(?:{POSSESSIVE}|中)?"
NOTABLY = "特别是|尤其是"
IN_IT = "其中|其"
ORDINAL = "第"
PARAGRAPH = rf"(?:(?:执行部分|序言部分|序言)\s*+|(?<!\s)\s++)?{ORDINAL}\s*+"
"""Pattern of what stands before the number of a paragraph."""
FOOTNOTE = r"脚注\s*+(?=\d)"
SOLE = "执行部分唯一一段"
LETTER = "信"
CLOSINGS = {"段": "", "页": "page.", "条": "art."}
"""The prefix of a number, by what closes it."""
CLOSING = f"[{''.join(CLOSINGS)}]"
"""Pattern of what closes the number of a paragraph, a page or an article."""
DECISION = "决定"
SECTION_CLOSING = "节"
"""What closes the label of a section."""
IN_ARTICLE = rf"{ORDINAL}\s*+(?P<inner>\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s*+款"
"""Pattern of a paragraph of an article, behind the article."""
RESOLUTION = "决议案?"
NUMBERED = "号"
"""What closes the number of a resolution."""
LEAD_ENDS = "议案第的会大"
"""The characters in which words that introduce the number of a resolution may end."""
HAN_NUMBER = "[一二三四五六七八九十百零○〇]{1,5}"
"""Pattern of the number of a resolution in Chinese numerals, digit by digit or as a numeral."""
HAN_YEAR = f"(?:一九[四五六七八九]|二[〇零○]{POSITIONAL}){POSITIONAL}"
"""Pattern of a year in which the United Nations exist, digit by digit."""
HAN_BARE = "(?<![一二三四五六七八九十百千零〇○])[一二三四五六七八九十百千零〇○]{3,8}"
"""Pattern of the number of a resolution in Chinese numerals that bears no year."""
LETTERS = {"甲": "A", "乙": "B", "丙": "C", "丁": "D", "戊": "E"}
"""The letter of each part of a resolution."""
DATED = rf"(?:{DAY}(?:通过)?的?)"
"""Pattern of the day of adoption before the number of a resolution."""
BEHIND_BARE = r"(?!\s?[\u3400-\u9fff])|(?=\s?[号和与及的中第关有是])"
"""Pattern of what may follow a number behind a noun (决议1540): no word for what is counted."""
PRESIDENTIAL_STATEMENT = "主席(?:的)?[声聲]明"
"""Pattern of the words before the year and number of a statement by the President of the Security Council."""
_WORDS = "联合国|文件|文号|编号|见|参见|另见|参看|载于"
BEFORE_DOCUMENT = rf"(?<![\u3400-\u9fff])(?:{_WORDS}){{1,4}}+[\s:]*+$"
"""Pattern of words that say nothing but that a symbol follows: 联合国文件."""
_COUNT = rf"\s?(?P<count>\d{{1,4}}|{BELOW_100})\s?"
OWN_PLACES = {
    "ev": f"第{_COUNT}项活动",
    "row": f"第{_COUNT}行",
    "h": f"标题{_COUNT}",
    "abbr": f"简称{_COUNT}",
    "turn": f"第{_COUNT}次发言",
    "vote": f"第{_COUNT}次表决",
    "proc": f"程序{_COUNT}",
    "closing": "结尾",
    "s": "双语句对,段次不详",
}
"""Pattern of each kind of unit whose number is ours, as our citations name it."""
VERSIONS = {"zh": "中文本|中文版", "en": "英文本|英文版"}
"""Pattern of what a citation says of the language version cited."""
BY_PLACE = rf"{ORDINAL}(?:{BELOW_100})段"
"""Pattern of a paragraph that is mostly told by its place, since it bears no number: 第二段."""
AFTER_DOCUMENT = rf"{NUMBERED}(?:文件|决议)?|文件"
"""Pattern of words behind a symbol that say nothing but that it is one."""
SIGNAL = "(?:(?:另请|另|亦|并)?参?见(?:例如)?|参看|参阅|例如|以及|和|及)"
"""What stands before a citation in a note: 另见, 参看."""
