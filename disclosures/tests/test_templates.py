"""The tag that joins the lines of a template."""

import pytest
from django.template import Context, Template


def rendered(source: str, **context) -> str:
    return Template(source).render(Context(context))


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
