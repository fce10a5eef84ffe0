"""The command `indexer evaluate`: scores the answers to judged questions."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli.command import hold_chinese, with_library
from indexer.cli.text import plain
from indexer.evaluation import across, judgments, overlap, rankings, scoring, trec_topics
from indexer.evaluation.overlap import Overlap
from indexer.evaluation.scoring import Score, Scored, TopicGroup
from indexer.runtime.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.evaluation.rankings import Ranking
    from indexer.evaluation.trec_topics import Topic
    from indexer.library.library import Library

FOLDER = "evaluation"
TOPICS = "topics.tsv"
JUDGMENTS = "judgments.qrels"
ACROSS = "across-"
"""The names of the files that are asked across languages begin so."""
WIDTH = 10
"""Width of a column of figures, in characters."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result that the command prints; the first group holds all questions."""

    engine: str
    questions: int
    groups: tuple[TopicGroup, ...]
    worst: tuple[Scored, ...]
    overlaps: tuple[Overlap, ...]


@click.command()
@click.argument("files", nargs=-1, metavar="[TOPICS QRELS]", type=click.Path(path_type=Path))
@click.option(
    "--measures",
    default="",
    help="Names of measures, spaces between them; the first says which questions are worst. "
    f"Default: {' '.join(scoring.MEASURES)}; with --across: {' '.join(across.MEASURES)}.",
)
@click.option(
    "--across",
    "is_across",
    is_flag=True,
    help="Ask for units in the other language, and compare the answers to questions that mean the same.",
)
@click.option("--worst", type=click.IntRange(min=0), default=0, help="Name so many of the worst questions.")
@click.option(
    "--run", "run_path", type=click.Path(path_type=Path), help="Also write the answers, as a TREC run."
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="What to print.")
@with_library
def evaluate(  # noqa: PLR0913 - one argument for each documented option
    opened: Library,
    *,
    files: tuple[Path, ...],
    measures: str,
    is_across: bool,
    worst: int,
    run_path: Path | None,
    form: str,
) -> None:
    """Ask judged questions and score the answers.

    TOPICS: lines of id, tab, question; QRELS: lines of topic, 0, unit, grade. Without them, those in the
    folder `evaluation` of the first corpus that has one.
    """
    asked = scoring.measures(measures.split() or (across.MEASURES if is_across else scoring.MEASURES))
    topics_path, judgments_path = _files(opened, files, ACROSS if is_across else "")
    questions = trec_topics.read(topics_path)
    judged = judgments.read(judgments_path, questions)
    opened.open()
    alike: tuple[Overlap, ...] = ()
    if is_across:
        alike = overlap.overlaps(opened, questions)
        questions = _held(opened, questions)
        judged = across.carried(judged, questions)
    answers = tuple((across if is_across else rankings).ask(opened, questions))
    engine = opened.config.library.engine
    if run_path:
        _write_run(run_path, answers, engine)
    every = scoring.scored(answers, judged, asked)
    groups, low = scoring.groups(answers, every), scoring.worst(every, worst)
    _print(Evaluation(engine, len(every), groups, low, alike), form)


def _held(opened: Library, questions: Sequence[Topic]) -> tuple[Topic, ...]:
    """Return the questions that are answered in a language that is held, and tell how many are left out."""
    held = across.askable(opened, questions)
    if not held:
        raise CommandError(
            "The library holds no document in the language that any question is to be answered in.",
            "Add documents in both languages with `indexer add`, or give questions of the other language.",
        )
    if left := len(questions) - len(held):
        click.echo(
            f"indexer: Questions left out: {left}. No document is held in the language of their answers.",
            err=True,
        )
    return held


def _files(opened: Library, files: tuple[Path, ...], start: str) -> tuple[Path, Path]:
    """Return the files of topics and judgments: those given, or those of the first corpus that has them.

    The names of the latter begin with `start`.
    """
    if len(files) == 2:  # noqa: PLR2004 - topics and judgments
        return files[0], files[1]
    if files:
        raise CommandError("Topics and judgments are two files.", "Give both: indexer evaluate TOPICS QRELS.")
    for corpus in opened.config.library.corpora:
        folder = corpus / FOLDER
        if (folder / f"{start}{TOPICS}").exists():
            return folder / f"{start}{TOPICS}", folder / f"{start}{JUDGMENTS}"
    raise CommandError(
        f"No corpus of this library has a file {FOLDER}/{start}{TOPICS}.",
        "Name yours: indexer evaluate TOPICS QRELS.",
    )


def _write_run(path: Path, answers: Sequence[Ranking], engine: str) -> None:
    try:
        path.write_text("".join(rankings.run_lines(answers, engine)), encoding="utf-8")
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}."
        raise CommandError(message, "Name another file for the run.") from error


def _print(evaluation: Evaluation, form: str) -> None:
    if form == "json":
        from indexer.answer.serialise import to_json

        hold_chinese(sys.stdout, "utf-8")
        click.echo(to_json(evaluation).decode())
        return
    for line in _lines(evaluation):
        click.echo(line)


def _lines(evaluation: Evaluation) -> Iterator[str]:
    names = [group.name for group in evaluation.groups]
    wide = max(map(len, names))
    heads = "".join(f"{score.measure:>{WIDTH}}" for score in evaluation.groups[0].scores)
    yield f"{evaluation.engine:<{wide}}{'questions':>11}{heads}"
    for group in evaluation.groups:
        yield f"{group.name:<{wide}}{group.questions:>11}{_figures(group.scores)}"
    if evaluation.overlaps:
        yield ""
        yield f"{'':<{wide}}{'pairs':>11}{f'overlap@{overlap.DEPTH}':>{WIDTH + 1}}"
    for alike in evaluation.overlaps:
        yield f"{alike.group:<{wide}}{alike.pairs:>11}{alike.value:>{WIDTH + 1}.3f}"
    if evaluation.worst:
        yield ""
    for one in evaluation.worst:
        yield f"{_figures(one.scores)}  {one.topic}  {plain(one.text)}"


def _figures(scores: Sequence[Score]) -> str:
    return "".join(f"{score.value:>{WIDTH}.3f}" for score in scores)
