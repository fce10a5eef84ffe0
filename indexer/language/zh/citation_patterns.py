"""Chinese words around the symbol of a document or the number of a resolution, for folded text."""

from __future__ import annotations

from indexer.language.zh.numerals import DAY, POSITIONAL

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
AND_SIGNS = "和及与或"
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
IN_ARTICLE = rf"{ORDINAL}\s*+(?P<inner>\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s*+款"
"""Pattern of a paragraph of an article, behind the article."""
RESOLUTION = "决议案?"
NUMBERED = "号"
"""What closes the number of a resolution."""
LEAD_ENDS = "议案第的会大"
"""The characters in which words that introduce the number of a resolution may end."""
HAN_NUMBER = "[一二三四五六七八九十百零○〇]{1,5}"
"""Pattern of the number of a resolution in Chinese numerals, digit by digit or as a numeral."""
HAN_YEAR = f"一九[四五六七八九]{POSITIONAL}"
"""Pattern of a year of the 20th century, digit by digit."""
LETTERS = {"甲": "A", "乙": "B", "丙": "C", "丁": "D", "戊": "E"}
"""The letter of each part of a resolution."""
DATED = rf"(?:{DAY}(?:通过)?的?)"
"""Pattern of the day of adoption before the number of a resolution."""
BEHIND_BARE = r"(?!\s?[\u3400-\u9fff])|(?=\s?[号和与及的中第关有是])"
"""Pattern of what may follow a number behind a noun (决议1540): no word for what is counted."""
PRESIDENTIAL_STATEMENT = "主席(?:的)?[声聲]明"
"""Pattern of the words before the year and number of a statement by the President of the Security Council."""
