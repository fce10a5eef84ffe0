"""What stands above the title of a Chinese document, as pieces of patterns for folded text.

Blanks are removed from a line before it is compared: old prints space their words out.
"""

from __future__ import annotations

UNITED_NATIONS = "联合国"
_HAN = "[一二三四五六七八九十百〇零\\d]"
BODY = (
    r"(?!.{0,30}的|关于|设立|加强)"
    r"(?:[\u3400-\u9fff、]{0,24}(?:理事会|委员会|大会|安理会|法庭|法院|秘书处|工作组|规划署|基金|管理局|论坛)"
    r"|[\u3400-\u9fff、]{2,16}(?:谈判|缔约方|缔约国|审议|筹备)(?:国|方)?会议)"
)
"""Pattern of the whole name of a body."""
TREATY = r"《?[\u3400-\u9fff、]{2,40}(?:公约|盟约|条约|议定书)》?"
SESSION = (
    rf"第(?P<chinese_session>{_HAN}{{1,6}})(?:届(?P<chinese_special>紧急特别|特别)?"
    r"(?:会议|常会|会期|会|续会)?|(?P<chinese_year>年)|期会议)(?:\([^()]{1,12}\))?"
)
AGENDA = (
    r"(?:(?:临时|暂定)?议程(?:草案)?项目(?P<chinese_items>[\d(][\da-z()、和,]{0,60})\*{0,3}"
    r"|(?:临时|暂定)?议程\*{0,3}项目(?P<chinese_item>\d{1,3}))"
)
DISTRIBUTION = r"(?:distr\.?|分发):?(?P<chinese_distribution>普遍|一般|有限|限制|general|limited|restricted)?"
SCOPE = "普遍|有限|限制分发|临时|未经编辑预发稿|预发未经编辑本"
_LANGUAGE = "(?:阿拉伯|中|英|法|俄|西班牙)文"
LANGUAGES = rf"(?:{_LANGUAGE}(?:[、和/]?{_LANGUAGE}){{0,5}})"
ORIGINAL = (
    rf"[\[(]?(?:原件|原文|original):(?P<chinese_original>{_LANGUAGE}|[a-z]{{5,7}})"
    rf"(?:[、和/](?:{_LANGUAGE}|[a-z]{{5,7}})){{0,5}}[\])]?"
)
OFFICIAL = "正式记录|补编第\\d{1,3}号"
ADOPTED = (
    r"(?:(?P<chinese_before>\d{4}年\d{1,2}月\d{1,2}日)?"
    r"[\u3400-\u9fff]{0,20}?(?:理事会|大会|安理会|委员会|会议)"
    rf"(?:(?P<chinese_adopted>\d{{4}}年\d{{1,2}}月\d{{1,2}}日))?"
    rf"(?:第{_HAN}{{1,6}}次(?:全体)?会议|第{_HAN}{{1,6}}届(?:特别)?会议)?(?:一致)?通过(?:的?(?:决议|决定))?"
    r"|大会(?:的?(?:决议|决定)))"
)
"""Pattern of a line that says which body adopted a text, and when."""
BASIS = r"\[(?:根据|未经)[^\[\]]{0,200}通过[^\[\]]{0,60}\]"
PLACES = "(?:纽约|日内瓦|维也纳|内罗毕|海牙|曼谷|圣地亚哥|贝鲁特|罗马|巴黎|蒙特利尔|波恩)"
NAMED = "安全理事会|大会|经济及社会理事会|人权理事会|托管理事会|裁军谈判会议|秘书处|第[一二三四五六]委员会"
"""Pattern of the principal bodies, by which alone a masthead may begin."""
OPENING = rf"(?:{NAMED}|{BODY}),|本(?:公约|议定书|条约|盟约)(?:各)?缔约(?:国|各国|方),"
"""Pattern of the line with which the text of a resolution or a treaty opens."""
RESOLUTION = "决议(?:案)?"
_DAY = rf"(?:\d{{4}}|[一二三四五六七八九〇零0○]{{4}})年{_HAN}{{1,3}}月{_HAN}{{1,3}}日"
CLOSING = (
    rf"(?:{_DAY}[,、]?)?第{_HAN}{{1,6}}次(?:全体)?会议(?:[一以经未](?=.{{0,200}}通过)[^。]{{0,200}})?[。,]?"
    r"|\[?(?:未经表决|经(?:记录|唱名)?表决|一致)(?=.{0,300}通过).{0,400}"
)
"""Pattern of a line below the text of a resolution: its meeting, its vote."""
NAMING = (
    r"(?:联合国)?(?:安理会|安全理事会|大会|人权理事会)(?:主席声明)?(?:\d{4}年)?"
    r"第?[\d()/]{1,12}号?(?:决议)?(?:.{0,12}文库)?"
)
"""Pattern of how a library names a document above its text."""
STATEMENT = "(?:安全理事会|安理会|大会)主席(?:的)?声明"
DRAFT = (
    "(?:[\\u3400-\\u9fff、和:;,()（）a-z\\d]{0,300}:)?(?:订正)?(?:决议|决定|声明)草案(?:[一二三四五六七八九十])?"
    "|[\\u3400-\\u9fff、和]{1,200}提出的?(?:订正)?(?:决议|决定)草案"
)
SITE = "文库|图书馆|百科|维基"
MEETING = rf"第{_HAN}{{1,6}}次(?:全体)?会议上"
"""Pattern of the words that name a meeting at which something was said."""
NUMBER = r"第?\d{1,4}/\d{1,4}号(?:决议|决定)"
REISSUED = "重新[印分]发|重[印发]"
"""Pattern of the words that say that a document was issued again."""
