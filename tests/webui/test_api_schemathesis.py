"""schemathesis asks what the OpenAPI document allows, and what it does not: no fault, nothing outside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("schemathesis", reason="schemathesis is not installed: pip install -e '.[dev]'")

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests import site

if TYPE_CHECKING:
    from schemathesis import Case

    from indexer.library.library import Library

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
)
ENDPOINTS = 21
"""All but the document itself, which schemathesis has read by then."""


def ask(library: Library, each: int) -> int:
    """Ask every endpoint at least `each` questions of either kind; return how many were asked in all."""
    app = site.client(library).application
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    asked = 0

    def check(case: Case[Any]) -> None:
        nonlocal asked
        case.call_and_validate(checks=list(CHECKS), headers={"Accept-Encoding": "identity"})
        asked += 1

    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == ENDPOINTS
    for operation in operations:
        # What takes no parameters can be asked in one way only.
        wrong = [GenerationMode.NEGATIVE] if list(operation.iter_parameters()) else []
        for mode in (GenerationMode.POSITIVE, *wrong):
            cases = operation.as_strategy(generation_mode=mode)
            few = settings(
                max_examples=each,
                deadline=None,
                database=None,
                derandomize=True,
                phases=(Phase.explicit, Phase.generate),
                suppress_health_check=list(HealthCheck),
            )
            few(given(case=cases)(check))()
    return asked


def test_no_request_meets_a_fault_or_an_answer_outside_its_schema(digests: Library) -> None:
    assert ask(digests, each=7) >= 100


@pytest.mark.slow
def test_no_request_of_two_thousand_does(digests: Library) -> None:
    assert ask(digests, each=125) >= 2_000
