"""The benchmark: one command, one run, one table and one picture; `python -m scripts.bench --help`.

A corpus is made (`sentences`, `invention`, `corpus`), analysed once for the opponents (`rows`), and asked the
same questions (`questions`, `asking`) by contenders (`contenders`), each in a process of its own (`worker`,
`team`). `contest` builds and asks, `serving` measures over HTTP, `moments` what a person waits for; `goals`
compares with what is promised, `report` and `plot` write it down.
"""
