"""The benchmark: one run measures everything and writes a page of tables and a picture.

    python -m scripts.bench --help

The modules, in the order in which a run uses them:

- `sentences`, `synthetic` and `corpus` create a corpus.
- `rows` analyses it once for the opponents.
- `bench_questions` draws the questions, and `contender_queries` translates them for the opponents.
- `contenders` holds the search engines that are compared. Each runs in a process of its own
  (`contender_worker`, `contender_process`).
- `contest` has them build their indexes and answer, and `costliest` asks the most expensive permitted
  questions.
- `serving` measures over HTTP, and `cold_start` measures what a person waits for.
- `goals` compares the figures with what is promised; `report` and `plot` write them down.
- `document_sizes` measures libraries of many short documents (`short_documents`, `document_library`): they
  are compared with `bare_analysis`, and followed by `document_service`. `document_goals` and
  `document_report` are their `goals` and `report`.
"""
