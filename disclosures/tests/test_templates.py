"""The templates as files: how wide their lines are, what a partial says of itself, and the tag that joins lines."""

from unicodedata import east_asian_width

import pytest
from django.template import Context, Template

from disclosures.tests.folders import ROOT

TEMPLATES = ROOT / "templates"
WIDEST = 120


def columns(line: str) -> int:
    """How wide a line stands on a screen: a Chinese character takes two columns."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line)


def rendered(source: str, **context) -> str:
    return Template(source).render(Context(context))


def test_no_line_of_a_template_is_wider_than_120_columns():
    wide = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted([*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.jinja")])
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if columns(line) > WIDEST
    ]
    assert wide == []


def test_every_partial_begins_by_naming_what_it_takes():
    silent = [
        str(path.relative_to(ROOT))
        for path in sorted(TEMPLATES.rglob("_*.html"))
        if not path.read_text().startswith("{% comment %}")
    ]
    assert silent == []


def test_lines_stand_joined():
    source = "{% tight %}\n  <p>\n    全部指标，\n    共 {{ count }} 条\n  </p>\n{% endtight %}\n"
    assert rendered(source, count=3) == "<p>全部指标，共 3 条</p>\n"


def test_lines_of_branches_and_loops_stand_joined():
    loop = "{% for one in all %}\n  {{ one }}{% if more %}，\n还有{% endif %}\n{% endfor %}"
    assert rendered(f"{{% tight %}}\n{loop}\n{{% endtight %}}", all=["甲", "乙"], more=True) == "甲，还有乙，还有"


@pytest.mark.parametrize("value", ["一行\n  又一行", "a  b"])
def test_a_value_keeps_its_line_breaks_and_blanks(value):
    assert rendered("{% tight %}\n  {{ value }}\n{% endtight %}", value=value) == value


def test_attributes_stay_apart():
    source = '{% tight %}\n<a href="/"\n   rel="prev"\n   {% if on %}hidden{% endif %}>前一页\n</a>{% endtight %}'
    assert rendered(source, on=True) == '<a href="/"\n   rel="prev"\n   hidden>前一页</a>'
