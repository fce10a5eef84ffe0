"""The words with which paragraphs of a Chinese resolution begin, as patterns for folded text."""

from __future__ import annotations

_ADVERBS = "(?:[又还并再亦复更深极]|再次|进一步|特别|强烈|严重|深切|十分|极为|重又|同时|坚决|郑重|同样){0,3}"
PREAMBULAR = (
    rf"{_ADVERBS}(?:回顾|忆及|回忆|覆按|复查|重申|申明|肯定|确认|认定|断定|认为|认识|承认|注意|表示|关切|关注|忧虑|震惊|不安"
    "|铭记|念及|意识|考虑|鉴于|审议|收到|听取|欢迎|赞赏|赞扬|满意|遗憾|痛惜|惋惜|谴责|强调|着重|指出|深信|相信|坚信|确信"
    "|决心|希望|盼望|渴望|期望|期待|根据|依照|按照|遵循|遵照|依据|为了|本着|受|在|重提|察悉|获悉|感谢|感到|支持|呼吁"
    "|敦促|敬|有鉴|查|兹|又|并|对|就此|基于|认|愿|切望|悉|备悉)"
)
"""Pattern of how a preambular paragraph begins."""
OPERATIVE = (
    rf"{_ADVERBS}(?:决定|请|促请|敦促|要求|吁请|呼吁|邀请|授权|核准|批准|通过|宣布|宣告|建议|委托"
    "|赞同|核可|任命)"
)
"""Pattern of how an operative paragraph begins that no preambular one begins with."""
