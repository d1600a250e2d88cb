"""The description of the API says what the API does: word for word, and asked at random."""

import json
from pathlib import Path

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks

from disclosures.exports.tables import Kind
from disclosures.public.api import views
from disclosures.public.api.resources import RESOURCES
from disclosures.tests.builders import document, project, published, withheld_project
from disclosures.tests.statements import statements

pytestmark = pytest.mark.django_db

DESCRIBED = json.loads(Path(views.__file__).with_name("openapi.json").read_text())
ASKED = schemathesis.openapi.from_dict(DESCRIBED)
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
TYPES = {Kind.INTEGER: "integer", Kind.FLAG: "boolean"}


@pytest.fixture
def some_years(db):
    """A unit with a withheld project and statements, and the year before."""
    hidden = withheld_project(2, total=None, fiscal_funds=None, other_funds=None)
    published(document(project(1), hidden, statements=statements()))
    published(document(project(1), fiscal_year=2020))


@pytest.fixture
def kept_connection():
    """The application as it is served would close the connection, and with it the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("name", [*RESOURCES, "search"])
def test_every_answer_is_as_it_is_described(some_years, kept_connection, name, mode):
    application, plain = get_wsgi_application(), {"Accept-Encoding": "identity"}

    @given(ASKED[f"/api/v1/{name}/"]["GET"].as_strategy(generation_mode=mode))
    @settings(max_examples=25, suppress_health_check=list(HealthCheck), derandomize=True)
    def ask(case):
        case.call_and_validate(app=application, base_url="http://localhost", headers=plain, checks=CHECKS)

    ask()


def test_the_description_is_served_as_it_is_kept():
    answer = Client().get("/api/v1/openapi.json")
    assert (answer["Content-Type"], json.loads(answer.content)) == ("application/json", DESCRIBED)
    assert DESCRIBED["openapi"] == "3.1.0"


@pytest.mark.parametrize("name", RESOURCES)
def test_every_column_and_parameter_is_described(name):
    asked = DESCRIBED["paths"][f"/api/v1/{name}/"]["get"]
    parameters = [one["$ref"].rpartition("/")[2] for one in asked["parameters"]]
    assert parameters == [*RESOURCES[name].parameters, "limit", "cursor"]
    page = asked["responses"]["200"]["content"]["application/json"]["schema"]["properties"]
    row = DESCRIBED["components"]["schemas"][page["results"]["items"]["$ref"].rpartition("/")[2]]
    described = row["properties"]
    assert row["required"] == list(described) == RESOURCES[name].table.names
    for column in RESOURCES[name].table.columns:
        type_ = described[column.name]["type"]
        assert (described[column.name]["title"], TYPES.get(column.kind, "string")) == (
            column.label,
            type_ if isinstance(type_, str) else type_[0],
        )


def test_every_resource_is_described():
    assert list(DESCRIBED["paths"]) == [f"/api/v1/{name}/" for name in (*RESOURCES, "search")]
    limit = DESCRIBED["components"]["parameters"]["limit"]["schema"]
    assert (limit["maximum"], limit["default"]) == (views.LARGEST, views.USUAL)
