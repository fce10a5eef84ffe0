"""Invented documents to ask for what is recognised, and a library of them beside the default corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from indexer.library.library import Library
from indexer.model.document import Given
from tests import shelf
from tests.structure.test_kinds import DRAFT, HUMAN_RIGHTS_COUNCIL, SECURITY_COUNCIL
from tests.structure.test_records import CHINESE as CHINESE_RECORD
from tests.structure.test_records import ENGLISH as RECORD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

CORPUS = Path(__file__).resolve().parents[2] / "corpus"

ENGLISH = """\
S/2034/9001

Letter dated 16 May 2034 from the Chair of a committee addressed to the President of the Security Council

I transmit this report.

I thank all who wrote it.

Annex

Report of a committee on lakes

I. Lamps

1. Ruritania replied to note SCA/9/34(14) under resolution 9990 (2034).
2. The mission reported as follows:

(a) It counted the lamps on 7 August 2034;

(b) It counted the nets on 9 September.

3. The press was told in SC/99010 and in the print 34-07555.
4. The entry QDi.999 was taken off the list on 28 October 2033.

II. Boats

5. Nothing else was done in December 2033.
"""

CHINESE = """\
S/2034/9001

2034年5月16日某湖泊委员会主席给安全理事会主席的信

谨转递本报告。

谨向撰写者致谢。

附件

某湖泊委员会报告

一. 灯

1. 卢里塔尼亚依照第9990(2034)号决议答复了第SCA/9/34(14)号普通照会。
2. 特派团报告如下：

(a) 二〇三四年八月七日清点了灯；

(b) 9月9日清点了网。

3. 已在SC/99010号新闻稿和34-07555号印件中向新闻界说明。
4. 条目QDi.999于2033年10月28日从名单上删除。

二. 船

5. 2033年12月未做其他事情。
"""

SHORT = """\
United Nations                                                  {symbol}
Security Council                                     Distr.: General
                                                     {day}

Note by the President of the Security Council

1. {text}

34-0{number} (E)
"""


def short(symbol: str, day: str, text: str, number: str) -> str:
    """Return a note of one paragraph."""
    return SHORT.format(symbol=symbol, day=day, text=text, number=number)


DOCUMENTS = {
    "S/2034/9001": (ENGLISH, CHINESE),
    "S/2034/90": (short("S/2034/90", "3 April 2034", "The boats were painted.", "1111"),),
    "S/2034/9012": (short("S/2034/9012", "4 March 2034", "The piers were painted.", "2222"),),
    "S/RES/9990(2034)": (SECURITY_COUNCIL,),
    "A/HRC/RES/61/77": (HUMAN_RIGHTS_COUNCIL,),
    "S/2034/777": (DRAFT,),
    "S/PV.99001": (RECORD,),
    "S/PV.99002": (CHINESE_RECORD,),
}


def opened(place: Path, engine: str) -> AbstractContextManager[Library]:
    """Return a library of the default corpus and these documents."""
    library = Library(shelf.config(place, CORPUS, engine=engine))
    for symbol, texts in DOCUMENTS.items():
        for number, text in enumerate(texts):
            name = f"{symbol.replace('/', '_')}.{number}.txt"
            library.add([shelf.written(place / name, text)], Given(symbol=symbol))
    return library


def library(place: Path, engine: str = "whoosh") -> Iterator[Library]:
    """Yield the library opened, for a fixture."""
    with opened(place, engine) as found:
        yield found
