"""The API keeps to its description, whatever it is asked: schemathesis makes up requests, right ones and wrong ones."""

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.serve.conftest import Served

MADE_UP = settings(
    max_examples=5,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)

SECONDS = 60
"""How long an answer is waited for: the first search loads words, and other tests may have the processors."""


@pytest.fixture(scope="module")
def description(served: Served) -> dict[str, Any]:
    answer = served.get("/api/openapi.json")
    assert answer.status == 200
    found: dict[str, Any] = json.loads(answer.body)
    return found


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_made_up_requests_are_answered_as_described(
    served: Served, description: dict[str, Any], mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_dict(description)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 10
    asked = 0
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and not operation.definition.raw["parameters"]:
            continue

        @MADE_UP
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case: Case) -> None:
            nonlocal asked
            asked += 1
            headers = {"X-Forwarded-For": f"198.51.100.{asked % 256}"}  # as a proxy tells of many clients
            own = case.operation.path == "/api/sql"  # a text that is made up is hardly ever SQL
            excluded = [positive_data_acceptance] if own else []
            case.call_and_validate(
                base_url=served.address, headers=headers, excluded_checks=excluded, timeout=SECONDS
            )

        check()
    assert asked > 20


def test_answers_are_those_of_the_ledger(served: Served) -> None:
    claim = served.one("SELECT claim_id FROM claims WHERE low = 57")
    found = json.loads(served.get(f"/api/claims/{claim}").body)
    assert found["claim"]["source"] == "Piet Sorel"
    assert found["sightings"][0]["sentence"].startswith("Red Cross spokesman Piet Sorel said")
    [pair] = json.loads(served.get("/api/disagreements").body)["disagreements"]
    assert (pair["low"], pair["other_low"]) == (57, 33)
    assert json.loads(served.get("/api/claims?kind=money").body)["claims"][0]["unit"] == "EUR"
    assert json.loads(served.get("/api/sql?q=SELECT 'nan'::DOUBLE AS x, 'a'::BLOB AS y&limit=1").body)["rows"]


def test_wrong_parameters_are_named(served: Served) -> None:
    for path, told in {
        "/api/claims?limit=0": "limit wants a whole number from 1 to 1,000",
        "/api/claims?since=yesterday": "since wants a day such as 2026-02-26",
        "/api/claims?kind=people": "kind wants one of",
        "/api/disagreements?strength=2": "strength wants a number from 0 to 1",
        "/api/timeline": "q is missing",
        "/api/sql?q=DROP TABLE claims": "DROP is not a query",
    }.items():
        answer = served.get(path)
        assert answer.status == 400 and told in json.loads(answer.body)["error"], path
