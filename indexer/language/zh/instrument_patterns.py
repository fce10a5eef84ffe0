"""The words that name a treaty, a charter or a body's rules in Chinese, for folded text."""

from __future__ import annotations

NOUNS = "议事规则|宪章|公约|规约|条约|宣言|议定书|协定|组织法|章程"
"""Pattern of the noun with which the name of an instrument ends."""
OF_THE_UNITED_NATIONS = "宪章"
"""The noun that, alone, names an instrument of the United Nations in all their documents."""
CHARTER = "联合国宪章"
"""The name of that instrument."""
OF_A_BODY = "议事规则"
"""The noun that, alone, names what the body has whose document it is."""
BEFORE = frozenset("据照按由的和与及或在依循守反合是载述见《、,。;:( \n")
"""The characters that may stand before a name that is shortened and not quoted."""
OPENING, CLOSING = "《", "》"
"""The signs around a name."""
