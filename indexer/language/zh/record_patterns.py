"""What is printed in a Chinese record of a meeting, as pieces of patterns for folded text."""

from __future__ import annotations

TITLES = (
    "先生|女士|夫人|小姐|博士|教授|爵士|勋爵|男爵|女男爵|阁下|殿下|陛下|亲王|王子|公主|大使|将军|上校|中将|少将|法官"
    "|大主教|主教|枢机主教|枢机|蒙席|酋长|谢赫|部长|总统|总理"
)
"""What stands behind a name."""
PRESIDING = "(?:代理|代|临时|执行)?(?:主席|联合主席|共同主席|副主席)"
"""The one who presides."""
OFFICES = (
    "(?:常务|助理|副|代理)*秘书长|秘书|法律顾问|主持人|(?:特别)?报告员|检察官|高级专员|总干事|委员会秘书"
)
"""Others who are named by their office."""
NO_NAME = "[我你您请谢这那们各对向在是说问将代]|尊敬|感谢|本人|主席先生|主席女士"
"""What stands in no name of a speaker."""
SPOKEN_IN = (
    "(?:[以用])?([\u4e00-\u9fff]{1,5})(?:语|文)(?:发言|讲话|演说|致辞)"
    "|(?:口译自|译自)([\u4e00-\u9fff]{1,5})(?:语|文)"
)
SPOKEN = {
    "阿拉伯": "ar", "汉": "zh", "华": "zh", "中": "zh", "英": "en", "法": "fr", "俄": "ru", "西班牙": "es",
    "葡萄牙": "pt", "德": "de", "意大利": "it", "日": "ja", "朝鲜": "ko", "韩": "ko",
}  # fmt: skip
NATIONAL = "我.{0,10}以(?:我国|本国|国家|[\u4e00-\u9fff]{2,12})(?:的)?(?:代表)?(?:的)?身份(?:发言|讲话|作)"
MEETING = "第[0-9〇零一二三四五六七八九十百千]{1,9}次(?:全体)?(?:会议)?"
PRESIDENT_LINE = "主席 ?[:,] ?(.{2,200})"
_TIME = (
    "(?:会议(?:于)?)?(?:上午|下午|中午|晚上|午前|午后|晚间)? ?[0-9一二三四五六七八九十]{1,3}(?:时|点).{0,12}"
)
MEETING_BEGINS = f"{_TIME}(?:开会|复会|会议开始|宣布开会)"
_SUBJECT = "(?:决议|决定|主席声明)?草案|修正案|动议|提案|(?:执行|序言)部分|第.{1,8}段|建议"
RESULT = (
    f"(.{{0,60}}(?:{_SUBJECT}).{{0,120}}?),?(?:经.{{0,30}}?)?(?:以.{{3,60}}?)?(?:获得?通过|被通过|通过|被否决|遭否决|未获通过"
    "|未通过|予以保留|获得保留|被撤回)"
)
HELD = "举行|星期[一二三四五六日天]"
"""Pattern of the words beside the day of a meeting, on the front page of its record."""
AGENDA_ADOPTED = "(?:(?:临时)?议程(?:获得?)?通过|通过了(?:临时)?议程)[。.]?$"
PROCEDURES = (
    MEETING_BEGINS,
    f"{_TIME}(?:散会|休会|暂停|结束)",
    AGENDA_ADOPTED,
    "(?:就这样决定|会议?就此决定|决定如上|就此议定|议定如上|如决定)",
    "(?:以|采用)?.{0,8}(?:举手|唱名|记录|秘密|无记名).{0,16}(?:表决|投票)(?:。|$)",
    "(?:进行了?|举行了?).{0,8}(?:表决|投票)",
    "表决结果如下",
    ".{2,80}(?:主持会议|担任主席|代行主席职务|回到主席|就主席位|就任主席)。?$",
    "应主席.{0,4}邀请.{2,250}",
    ".{2,200}(?:在安理会议席就座|就座|入座|在会议厅一侧为.{2,10}保留的座位)。?$",
    ".{2,120}(?:在陪同下|由.{1,20}陪同|被引导).{1,60}$",
    "(?:大会|理事会|委员会|安理会)?(?:全体)?(?:成员|代表|与会者)?.{0,30}(?:默哀|肃立|静默).{0,10}$",
    "(?:播放了?|放映了?).{0,20}(?:录像|影片)|.{0,40}(?:录像|影片).{0,10}(?:播放|放映)",
    r"\[.{3,600}\]$",
)
IN_FAVOUR = "赞成|赞成者|赞成票"
AGAINST = "反对|反对者|反对票"
ABSTAINING = "弃权|弃权者|弃权票"
NOT_VOTING = "未参加表决|未投票|不参加表决|没有参加表决|缺席"
NOBODY = "无|没有"
SUBSEQUENT = r"[\[(*]{0,2}\s?(?:随后|后来|嗣后|其后|表决后)"
_N = "([0-9]{1,3}|[零〇一二三四五六七八九十百无]{1,5})"
TOTALS = (
    f"以 ?{_N} ?票(?:赞成)?[,、对比 ]{{0,2}}{_N} ?票(?:反对)?(?:[,、和 ]{{0,2}}{_N} ?票弃权)?"
    f"|{_N} ?票赞成[,、;和 ]{{0,2}}{_N} ?票反对(?:[,、;和 ]{{0,2}}{_N} ?票弃权)?"
    f"|赞成(?:票)?[:为]? ?{_N} ?票[,、;和 ]{{0,2}}反对(?:票)?[:为]? ?{_N} ?票"
    f"(?:[,、;和 ]{{0,2}}弃权(?:票)?[:为]? ?{_N} ?票)?"
)
NUMBERS = {"无": 0, "零": 0, "〇": 0}
ENTITLED = '([^。;]{0,60}?),?(?:题为|标题为)[“"《]'
VOTED_ON = "(?:(?:决议|决定|主席声明)草案|修正案|动议|(?:执行|序言)部分第.{1,6}段)"
AGENDA_ITEM = r"议程项目 ?[0-9][0-9、和至 ]{0,60}(?:\((?:续|[a-z]{1,4})\) ?){0,3}"
VOTED_FOR = {"赞成", "同意"}
VOTED_AGAINST = {"反对"}
ABSTAINED = {"弃权"}
NOT_VOTED = {"未参加表决", "未投票", "缺席"}
"""Words by which a way to vote may be asked for."""
DRAFT = "决议草案 ?$"
"""What stands directly before the symbol of a draft; it ends where the symbol begins."""
HOLDS_DRAFT = "(?:号)?(?:文件)?[,，]?(?:其中|该文件)?(?:载有|载列|内载).{0,60}?决议草案"
"""What stands directly behind the symbol of a document that holds the text of a draft."""
ADOPTED = "(?<!未)(?<!未获)(?<!未获得)通过"
"""That a draft was adopted."""
AS_RESOLUTION = "(?:\\(|成为|作为)(?:安全理事会|安理会|大会)? ?$"
"""What stands directly before the number of the resolution that a draft became."""
ORDINAL = "第"
"""The sign before the number of a resolution."""
ONE_DRAFT = "决议草案"
"""What a draft is called that a record names no further."""
