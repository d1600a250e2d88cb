"""A line as it was printed."""

import pytest

from disclosures.document.letters import half_width
from disclosures.importers.cleaning import clean, label, squeeze, unconverted, without_markdown

PRINTED = {
    # field codes
    "一、总体绩效目标 TC 总体绩效目标 \\f A \\l 1 ": "一、总体绩效目标",
    '1.车辆保险费绩效目标表 TC "1、车辆保险费绩效目标表" \\f C \\l 1': "1.车辆保险费绩效目标表",
    'TOC \\o "1-3" \\h \\z \\u HYPERLINK \\l "_Toc1" 一、总体绩效目标\tPAGEREF _Toc1 \\h 1': "一、总体绩效目标\t1",
    ' HYPERLINK "http://www.example.gov.cn" \\o "网站" 区政府网站': "区政府网站",
    "详见 PAGEREF _Toc61447631 \\h 12": "详见12",
    "见 REF _Ref12 \\h \\* MERGEFORMAT 表一": "见表一",
    # what only looks like one
    "TC 型设备一台": "TC 型设备一台",
    "HYPERTEXT 和 TOCSY": "HYPERTEXT 和 TOCSY",
    # bookmarks
    "[bookmark: _Toc61447631]一、总体绩效目标": "一、总体绩效目标",
    "机关[bookmark: _GoBack]自身建设": "机关自身建设",
    "[注：见下表]": "[注：见下表]",
    # what a Word document holds was typed
    "项目<b>甲</b>": "项目<b>甲</b>",
    "A&amp;B<br>": "A&amp;B<br>",
    # what nobody sees
    "产出\u200b指\u00ad标\ufeff": "产出指标",
    "\u200f第二部分\u200e": "第二部分",
    "甲\x0b乙\u2028丙\x85丁": "甲\n乙\n丙\n丁",
    "\x0c1.车辆保险费": "1.车辆保险费",
    "\u3000\xa0 甲 乙\xa0\u3000": "甲 乙",
    "": "",
}


TAGGED = {
    "<b>绩效目标</b>": "绩效目标",
    "<p>1.甲。</p> <p>2.乙。</p>": "1.甲。\n2.乙。",
    "上行<br/>下行<BR>末行": "上行\n下行\n末行",
    "面积<sup>2</sup><span style='x'>米</span>": "面积2米",
    "&ge;95%&nbsp;A&amp;B": "≥95% A&B",
    "≥8 <涉密>": "≥8 <涉密>",
    "5<6": "5<6",
    "&lt;b&gt;": "<b>",
    "⼯作委员会⻅习⽬录⽀出⻋辆⺠政": "工作委员会见习目录支出车辆民政",
    "a\t<b>一级指标</b>\t": "a\t一级指标",
}


@pytest.mark.parametrize(("line", "printed"), TAGGED.items())
def test_what_the_conversion_of_a_pdf_adds_is_taken_off(line, printed):
    assert clean(unconverted(line)) == printed


@pytest.mark.parametrize(("line", "printed"), PRINTED.items())
def test_a_line_is_what_was_printed(line, printed):
    assert clean(line) == printed


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("## 二、机构设置", "二、机构设置"),
        ("- 1、**基本支出**：指", "1、基本支出：指"),
        ("- 3 -", "3 -"),
        ("#1泵站", "#1泵站"),
        ("-5", "-5"),
        ("甲 * 乙", "甲 * 乙"),
    ],
)
def test_markdown_is_taken_off(line, text):
    assert without_markdown(line) == text


def test_forms_for_comparing():
    assert half_width("ＡＢ１２％：（）　。、") == "AB12%:() 。、"
    assert squeeze(" １３０３０３ ２１\nＡＢ ") == "13030321AB"
    assert label("项 目 编　码 ：") == "项目编码"
