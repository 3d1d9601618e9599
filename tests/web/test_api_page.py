"""docs/api.md names every address and every parameter of the API's description, and no other."""

import re
from pathlib import Path

from comparison.web.openapi import CONTEXT, openapi

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
ADDRESSES, _, REST = PAGE.partition("## Context parameters")
PARAMETERS = REST.partition("## Answers")[0]


def test_the_page_names_every_context_parameter():
    first_cells = re.findall(r"^\| (`.*?) \|", PARAMETERS, re.MULTILINE)
    assert [name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)] == [
        one.name for one in CONTEXT
    ]


def test_the_page_names_every_address_of_the_description():
    said = set(re.findall(r"`(?:GET|POST) ([^?`]+)", ADDRESSES))
    described = {
        path.replace("{shop}", "SHOP").replace("{comparison}", "COMPARISON")
        for path in openapi("https://compare.example.com")["paths"]
    }
    of_their_own = {"/api/v1/events", "/api/v1/schema", "/api/v1/catalogue-schema.json"}
    assert said - of_their_own == described - of_their_own
