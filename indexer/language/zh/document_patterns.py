"""What stands on the lines of a Chinese document that are not its sentences, as pieces of patterns.

Pieces that have Traditional forms too are for text as printed; the others are for folded text.
"""

from __future__ import annotations

ABBREVIATIONS = "简称|簡稱|缩略语|縮略語"
LETTER = "[的文來来]信|普通照[会會]"
"""How the title of a letter or a note verbale ends."""
REPORT = "报告"
"""How the title of a report ends."""
_MARKS = ("内容提要，非联合国文本", "本项目自编提要，非联合国文本")
MARKS = frozenset((*_MARKS, *(mark.replace("，", ",") for mark in _MARKS)))
"""The lines that mark a document as a digest; one stands behind each citation of a digest too."""
UNITED_NATIONS = "联合国"
ORGANS = "联合国|安全理事会|大会|经济及社会理事会|人权理事会|裁军谈判会议"
LANGUAGES = "阿拉伯文|中文|英文|法文|俄文|西班牙文"
"""The official languages, as the head of a document names them."""
DISTRIBUTION = "分发"
ORIGINAL = "原件|原文"
SESSION = r"第[一二三四五六七八九十\d]+(?:届会议|年|次会议)"
AGENDA = "议程项目"
DATE_COLUMN = "日期|时间|時間"
_ORGANIZERS = "(?:组织者|組織者)(?:/主办方|/主辦方)?|主办方|主辦方|主办者|主辦者"
OTHER_COLUMNS = f"说明|說明|活动|活動|会议|會議|{_ORGANIZERS}|地点|地點"
COUNTED = "年月日号时分次个名位项份国篇届种家条段页组人件章节张点"
"""Characters that follow a number in the text, but not the mark of a footnote."""
YEAR = "(?: ?年)?"
"""What may follow a year in a heading."""
TOUCHING = r"\d{4}\s{0,2}年|\d{1,2}\s{0,2}月"
"""What may follow the full stop behind a paragraph's number at once, though it is a digit."""
CONTENTS = "目 ?[录次]"
CONTENTS_COLUMNS = r"章节|段次|段落|页次|页码|页"
NOTES = "注|注释|尾注|附注|脚注"
"""The line above a list of notes."""
DIVISIONS = {"part": "编|部分", "chapter": "章", "section": "节"}
"""The words behind the number of a division (第一章), by what they divide."""
ARTICLES = {"art": "条", "rule": "规则"}
"""The words behind the number of an article (第一条), by how its locator begins."""
PREAMBLE = "序言|前言|弁言"
PAGE = r"第 ?\d{1,3} ?页"
SERIES = "秘书长公报|行政指示|情况通报|新闻通报"
"""What a document is called above its title."""
LABEL_OF = r"(?:信|普通照会|照会)的"
"""What may stand before the label of a part of a letter."""
