"""The values of an endpoint's parameters: how a number and a text may be written in an address."""

from __future__ import annotations

import pytest

from indexer.model.query import MAX_PER_PAGE
from indexer.runtime.errors import UsageError
from webui.api.search_parameters import Question
from webui.pages.reading_page import ReadingPage
from webui.request.parameter_values import named, read
from webui.request.parameters import DocumentName, Paging, ParagraphName


@pytest.mark.parametrize("text", ["5", " 5 ", "05", "+5", "5.0", "0_5"])
def test_a_whole_number_may_be_written_so(text: str) -> None:
    assert read(Paging, {"page": text}) == Paging(page=5)


@pytest.mark.parametrize("text", ["", "5.", "5.5", "5e0", "0x5", "5 0", "５", "5__0", "_5"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="page cannot be used: Input should be a valid integer"):
        read(Paging, {"page": text})


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    with pytest.raises(UsageError, match="exceeded maximum size"):
        read(Paging, {"page": "9" * 5_000})


def test_the_limits_of_a_number_are_numbers_that_may_be_given() -> None:
    assert read(Paging, {"page": "1", "per_page": str(MAX_PER_PAGE)}) == Paging(page=1, per_page=MAX_PER_PAGE)
    with pytest.raises(
        UsageError, match="per_page cannot be used: Input should be less than or equal to 100"
    ):
        read(Paging, {"per_page": str(MAX_PER_PAGE + 1)})
    with pytest.raises(UsageError, match="page cannot be used: Input should be greater than or equal to 1"):
        read(Paging, {"page": "0"})


def test_a_text_is_measured_without_the_spaces_around_it() -> None:
    assert read(DocumentName, {"symbol": f" {'a' * 200} "}).symbol == "a" * 200
    with pytest.raises(UsageError, match="at most 200 characters"):
        read(DocumentName, {"symbol": "a" * 201})
    with pytest.raises(UsageError, match="at least 1 character"):
        read(DocumentName, {"symbol": " "})
    assert read(ReadingPage, {"find": " "}).find == ""


def test_the_first_fault_in_the_order_of_the_parameters_is_told() -> None:
    assert list(named(ParagraphName)) == ["symbol", "language", "part", "paragraph"]
    with pytest.raises(
        UsageError, match="The parameter language cannot be used: Input should be 'zh' or 'en'"
    ):
        read(ParagraphName, {"symbol": "a", "language": " zh", "part": ""})
    with pytest.raises(UsageError, match="The parameter symbol cannot be used: Field required"):
        read(ParagraphName, {"part": ""})


def test_a_model_that_only_describes_is_not_read() -> None:
    with pytest.raises(TypeError, match="year"):
        read(Question, {"year": "2019"})


def test_a_parameter_has_the_name_that_it_has_in_an_address() -> None:
    assert read(ReadingPage, {"with": "zh"}).beside == "zh"
