"""分项绩效目标 in its five shapes, and what is doubtful in them."""

import pytest

from disclosures.document.model import DutySection, ObjectivePair
from disclosures.importers.duties import read_duties
from disclosures.importers.narrative import SECTION_NAMES, Narrative, is_unit_like, without_own_headings

UNIT = "中共秦皇岛市山海关区委办公室本级"
TWELVE = (*"一二三四五六七八九十", "十一", "十二")


def numbered(text: str) -> list[tuple[int, str]]:
    return [(number, line) for number, line in enumerate(text.strip().split("\n"), 1) if line]


SHAPES = {
    "labelled paragraphs": (
        "保管\n主要职责：接收。\n职责目标：不丢。\n绩效目标：完好。\n绩效指标：完好率。\n绩效标准：90%为优。\n利用\n主要职责：查档。",
        (
            DutySection("保管", "接收。", "不丢。", "完好。", "完好率。", "90%为优。"),
            DutySection("利用", "查档。"),
        ),
    ),
    "labels with blanks, over lines": (
        "保管\n主要 职责 :\n接收。\n整理。\n职 责 目 标：不丢。",
        (DutySection("保管", "接收。\n整理。", "不丢。"),),
    ),
    "running text": (
        "主要职责是接收。\n职责目标是不丢。\n绩效目标是完好。\n绩效指标是完好率。\n绩效标准：90%为优。",
        (DutySection("", "接收。", "不丢。", "完好。", "完好率。", "90%为优。"),),
    ),
    "title and goal": (
        "一、保管\n绩效目标：完好。\n二、利用\n绩效目标：方便。",
        (DutySection("保管", objective="完好。"), DutySection("利用", objective="方便。")),
    ),
    "titles in brackets": (
        "（一）保管\n绩效目标：完好。\n（二）利用\n绩效目标：方便。",
        (DutySection("保管", objective="完好。"), DutySection("利用", objective="方便。")),
    ),
    "titles without numbers": (
        "保管\n绩效目标：完好。\n利用\n绩效目标：方便。",
        (DutySection("保管", objective="完好。"), DutySection("利用", objective="方便。")),
    ),
    "duties that begin with other labels": (
        "保管\n主要职责：接收。\n绩效标准：90%以上的为优。\n80%以上的为良\n利用\n职责目标：方便。\n宣传\n职责目标：知晓。",
        (
            DutySection("保管", "接收。", rating_bands="90%以上的为优。\n80%以上的为良"),
            DutySection("利用", duty_goal="方便。"),
            DutySection("宣传", duty_goal="知晓。"),
        ),
    ),
    "a duty that begins with its goal": (
        "保管\n主要职责：接收。\n绩效标准：合格。\n利用\n绩效目标：方便。",
        (DutySection("保管", "接收。", rating_bands="合格。"), DutySection("利用", objective="方便。")),
    ),
    "running text under titles": (
        "保管\n主要职责是接收。\n绩效标准：合格。\n利用\n主要职责是查档。\n绩效标准：方便。",
        (DutySection("保管", "接收。", rating_bands="合格。"), DutySection("利用", "查档。", rating_bands="方便。")),
    ),
    "titles with digits": (
        "1.保管\n主要职责：接收。\n2、利用\n主要职责：查档。\n（3）宣传\n主要职责：办展。",
        (DutySection("保管", "接收。"), DutySection("利用", "查档。"), DutySection("宣传", "办展。")),
    ),
    "several goals under their duties": (
        "保管\n主要职责：接收。\n绩效目标：完好。\n绩效指标：完好率\n绩效目标：温度。\n绩效指标：温度",
        (
            DutySection(
                "保管", "接收。", pairs=(ObjectivePair("完好。", ("完好率",)), ObjectivePair("温度。", ("温度",)))
            ),
        ),
    ),
    "numbered pairs": (
        "一、保管\n1、绩效目标：完好。\n绩效指标：完好率\n绩效指标：次数\n２、绩效目标：温度。\n绩效指标：温度",
        (DutySection("保管", pairs=(ObjectivePair("完好。", ("完好率", "次数")), ObjectivePair("温度。", ("温度",)))),),
    ),
    "title and paragraph": (
        "一、保管\n全年完好。\n再无虫害。\n二、利用\n方便。",
        (DutySection("保管", text="全年完好。\n再无虫害。"), DutySection("利用", text="方便。")),
    ),
    "title and text in one line": (
        "一、保管：全年完好。\n二、利用：\n方便。",
        (DutySection("保管", text="全年完好。"), DutySection("利用", text="方便。")),
    ),
    "a whole sentence for a title": ("一、负责接收档案，保证完好。", (DutySection(text="负责接收档案，保证完好。"),)),
    "second-level numbers within a duty": (
        "一、保管\n（一）接收\n甲\n（二）整理\n二、利用\n乙",
        (DutySection("保管", text="（一）接收\n甲\n（二）整理"), DutySection("利用", text="乙")),
    ),
    "a question of 是否": ("绩效目标是否完成要看年底。", (DutySection(text="绩效目标是否完成要看年底。"),)),
    "more than ten": (
        "\n".join(f"{number}、职责{number}" for number in TWELVE),
        tuple(DutySection(f"职责{number}") for number in TWELVE),
    ),
    "nothing": ("", ()),
}


@pytest.mark.parametrize(("text", "duties"), SHAPES.values(), ids=SHAPES)
def test_every_shape(text, duties):
    assert read_duties(numbered(text)) == (duties, [], [])


def test_lines_in_front_of_the_first_duty_belong_to_none():
    duties, strays, _ = read_duties(numbered("本单位职责如下\n一、保管\n完好。"))
    assert duties == (DutySection("保管", text="完好。"),)
    assert strays == [(1, "本单位职责如下")]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("一、保管\n甲\n三、利用\n乙", 3, "职责的序号不连续：此处应为第 2 项，却是第 3 项"),
        ("一、保管\n一、甲\n二、乙", 2, "职责的序号不连续：此处应为第 2 项，却是第 1 项"),
        ("一、保管\n1、绩效目标：甲\n3、绩效目标：乙", 1, "绩效目标的序号不连续：此处应为第 2 项，却是第 3 项"),
        ("1.保管\n主要职责：甲\n3.利用\n主要职责：乙", 3, "职责的序号不连续：此处应为第 2 项，却是第 3 项"),
        ("保管\n绩效标准：甲\n绩效目标：乙", 1, "“绩效目标”印在“绩效标准”后面，可能缺少下一项职责的标题"),
        ("一、保管\n绩效标准：甲\n利用\n绩效目标：乙", 1, "“绩效目标”印在“绩效标准”后面，可能缺少下一项职责的标题"),
        (
            "一、保管\n主要职责：甲\n主要职责：乙",
            1,
            "同一项职责里“主要职责”出现了两次，可能缺少下一项职责的标题",
        ),
    ],
)
def test_what_may_be_missing_is_told(text, line, message):
    _, _, doubts = read_duties(numbered(text))
    assert [(doubt.line, doubt.message) for doubt in doubts] == [(line, message)]


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("中共山海关区委办公室", True),
        ("2021年度中共山海关区委办公室", True),
        ("山海关区 委办公室", True),
        ("区委", False),
        ("山海关区教育局", False),
        ("办公室山海关区", False),
    ],
)
def test_the_units_name_perhaps_shortened(text, like):
    assert is_unit_like(text, UNIT) is like


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["中共山海关区委办公室", "部门总体绩效目标", "正文。"], ["正文。"]),
        (["总体目标", "正文。"], ["正文。"]),
        (["区委办公室实现本年度发展规划目标的保障措施", "正文。"], ["正文。"]),
        (["区委办公室部门年度规划目标", "正文。"], ["正文。"]),
        (["区委办公室职责分类绩效目标情况说明", "正文。"], ["正文。"]),
        (["2021年度部门总体绩效目标", "正文。"], ["正文。"]),
        (["工作保障措施", "正文。"], ["正文。"]),
        (["健全保障措施", "正文。"], ["健全保障措施", "正文。"]),
        (["加强组织领导 强化保障措施", "正文。"], ["加强组织领导 强化保障措施", "正文。"]),
        (["区教育局总体目标", "正文。"], ["区教育局总体目标", "正文。"]),
        (["健全制度", "保障措施", "正文。"], ["健全制度", "保障措施", "正文。"]),
        (["总体目标是管好档案。", "正文。"], ["总体目标是管好档案。", "正文。"]),
        (["一、保障措施", "正文。"], ["一、保障措施", "正文。"]),
        (["正文。", "总体目标"], ["正文。", "总体目标"]),
        (["工作保障措施"], ["工作保障措施"]),
    ],
)
def test_the_units_own_headings_go(lines, kept):
    placed = list(enumerate(lines, 1))
    assert [text for _, text in without_own_headings(placed, UNIT)] == kept


def test_a_heading_without_numeral_opens_a_section_once():
    narrative = Narrative()
    assert narrative.open_by(1, "工作保障措施")
    assert narrative.add(2, "一、加强领导")
    assert not narrative.open_by(3, "1、工作保障措施")
    assert not narrative.open_by(4, "保障措施：加强领导")
    assert narrative.lines("safeguards", UNIT) == [(2, "一、加强领导")]


def read_sections(overall: str, duties: str, safeguards: str) -> tuple[str, str]:
    """The overall objective and the safeguards of a unit of another name than its headings."""
    narrative = Narrative()
    for section, text in zip(SECTION_NAMES, (overall, duties, safeguards), strict=True):
        narrative.open(section)
        for line, own in numbered(text):
            narrative.add(line, own)
    overall_objective, _, said, _ = narrative.read("秦皇岛市山海关区档案馆")
    return overall_objective, said


def test_a_name_that_heads_several_sections_goes():
    office = "区教育局办公室\n"
    texts = (
        f"{office}部门总体绩效目标\n正文。",
        f"{office}部门分项绩效目标\n一、保管",
        f"{office}工作保障措施\n措施。",
    )
    assert read_sections(*texts) == ("正文。", "措施。")
    texts = ("区教育局部门年度规划目标\n正文。", "区教育局职责分类绩效目标情况说明\n一、保管", "措施。")
    assert read_sections(*texts) == ("正文。", "措施。")


def test_what_heads_one_section_or_is_all_of_it_stays():
    assert read_sections("管好档案\n正文。", "一、保管", "加强领导\n措施。") == ("管好档案\n正文。", "加强领导\n措施。")
    assert read_sections("本单位无内容", "一、保管", "本单位无内容") == ("本单位无内容", "本单位无内容")
    assert read_sections("无\n正文。", "一、保管", "无\n措施。") == ("无\n正文。", "无\n措施。")
