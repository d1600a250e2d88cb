"""Documents into rows: all or nothing, harmless twice, and never over what a person typed."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.document.as_json import content_sha256, from_json
from disclosures.document.model import (
    Checkpoint,
    DepartmentRef,
    DutySection,
    RegionRef,
    Withheld,
    YearSource,
)
from disclosures.models import Disclosure, SourceFile, Submission, SubmissionEvent
from disclosures.plans.from_rows import assemble
from disclosures.plans.limits import NotStorable, check_storable
from disclosures.publication.publishing import publish, withdraw
from disclosures.tests.builders import (
    CHANGLI,
    document,
    file_of,
    indicator,
    loaded,
    plan,
    project,
    published,
    statement,
    withheld_project,
)
from indicators.models import (
    AnnualPlan,
    Department,
    Duty,
    FiscalYear,
    Indicator,
    Project,
    Region,
    SpendingPlan,
    StatementAmount,
    StatementLine,
)

pytestmark = pytest.mark.django_db

Status = Submission.Status


def refusal(made, **options) -> tuple[str, int | None]:
    """Why a document is refused; asserts that nothing at all was stored for it."""
    before = snapshot()
    with pytest.raises(NotStorable) as refused:
        loaded(made, **options)
    assert snapshot() == before
    return refused.value.message, refused.value.line


def snapshot() -> list:
    tables = (Department, FiscalYear, AnnualPlan, Duty, Project, SpendingPlan, Indicator, Submission, SourceFile)
    return [list(table.objects.order_by("pk").values()) for table in (*tables, SubmissionEvent, Disclosure)]


def keys(made) -> list:
    return [(one.key, [row.key for row in one.indicators]) for one in made.projects]


# --- what is stored ------------------------------------------------------------------------------------------------


def test_a_document_becomes_rows():
    report = loaded(document(project(1), withheld_project(2)))
    assert report.status == "loaded"
    assert (report.project_count, report.indicator_count, report.total) == (2, 4, Decimal("120000.00"))
    submission = Submission.objects.get()
    assert (submission.status, str(submission.plan)) == (Status.DRAFT, "山海关区文化馆 2021年")
    assert list(SpendingPlan.objects.values_list("month", "cumulative_percent"))[:4] == [
        (3, Decimal("25.00")),
        (6, Decimal("50.00")),
        (10, Decimal("80.00")),
        (12, Decimal("100.00")),
    ]
    row = Indicator.objects.get(key="1.2")
    assert (row.sign, row.number, row.unit, row.kind) == ("≥", Decimal(90), "%", "number")


def test_amounts_are_kept_in_yuan_and_printed_again_in_their_unit():
    made = document(
        project(1, total=Decimal("9.000001"), fiscal_funds=Decimal("8.5"), other_funds=None),
        project(2, "夜校", money_unit="元", total=Decimal("0.01"), fiscal_funds=None, other_funds=Decimal(0)),
        money_unit="万元",
    )
    report = loaded(made)
    assert list(Project.objects.values_list("total", "fiscal_funds", "other_funds")) == [
        (Decimal("90000.01"), Decimal("85000.00"), None),
        (Decimal("0.01"), None, Decimal("0.00")),
    ]
    assert assemble(report.submission) == made
    assert report.total == Decimal("90000.02")


def test_no_amount_at_all_is_no_total_and_not_zero():
    blank = {"total": None, "fiscal_funds": None, "other_funds": None}
    assert loaded(document(project(1, **blank))).total is None


def test_the_total_leaves_out_withheld_projects():
    assert loaded(document(withheld_project(1), withheld_project(2))).total is None


def test_a_year_made_by_an_import_is_closed_and_has_the_scheme_of_its_time():
    loaded(document(fiscal_year=2020))
    year = FiscalYear.objects.get()
    assert (year.scheme, year.entry_opens_on, year.entry_closes_on) == ("to_2020", None, None)


def test_a_year_that_exists_stays_as_it_is():
    region = Region.objects.get(code="130303")
    FiscalYear.objects.create(region=region, year=2021, scheme="cost_first", approved_on=date(2021, 2, 1))
    loaded()
    assert FiscalYear.objects.get().scheme == "cost_first"


def test_the_event_keeps_the_whole_document_and_its_hash():
    made = document()
    report = loaded(made)
    event = SubmissionEvent.objects.get()
    assert (event.action, event.from_status, event.to_status) == ("import", "draft", "draft")
    assert (event.actor, event.words) == (None, "命令行导入")
    assert from_json(json.loads(event.document)) == made
    assert event.content_sha256 == content_sha256(report.document) == report.submission.plan.content_sha256


def test_the_file_is_kept_with_what_its_reader_could_not_place():
    made = document()
    loaded(made)
    source = SourceFile.objects.get()
    assert (source.name, source.sha256, source.layout) == ("文化馆.txt", made.source.sha256, "word")
    assert (bytes(source.content), source.size) == (file_of(made), len(file_of(made)))
    assert source.problems == [{"line": 3, "message": "无法归类的文字：内部资料"}]


def test_one_code_in_two_regions_is_two_departments():
    loaded()
    loaded(document(region=CHANGLI, department=DepartmentRef("345001", "昌黎县文化馆")))
    assert [str(one) for one in Department.objects.select_related("region").order_by("region")] == [
        "345001 山海关区文化馆",
        "345001 昌黎县文化馆",
    ]


def test_the_newest_year_names_the_department_and_each_plan_keeps_its_printed_name():
    loaded(document(fiscal_year=2022, department=DepartmentRef("345001", "山海关区文化和旅游中心")))
    loaded(document(fiscal_year=2021))
    assert Department.objects.get().name == "山海关区文化和旅游中心"
    loaded(document(fiscal_year=2023, department=DepartmentRef("345001", "山海关区文旅中心")))
    assert Department.objects.get().name == "山海关区文旅中心"
    assert list(AnnualPlan.objects.order_by("fiscal_year__year").values_list("department_name", flat=True)) == [
        "山海关区文化馆",
        "山海关区文化和旅游中心",
        "山海关区文旅中心",
    ]


def test_a_newer_plan_that_nobody_filled_in_names_no_department():
    """An opened year prints no name yet: the newest year that prints one goes on naming the department."""
    loaded(document(fiscal_year=2020))
    office = Department.objects.get()
    year = FiscalYear.objects.create(region=office.region, year=2022, scheme="from_2021")
    opened = AnnualPlan.objects.create(department=office, fiscal_year=year)
    loaded(document(fiscal_year=2021, department=DepartmentRef("345001", "山海关区文旅中心")))
    assert Department.objects.get().name == "山海关区文旅中心"
    opened.refresh_from_db()
    assert opened.department_name == ""


def test_a_department_of_the_same_code_elsewhere_names_none_here():
    loaded(document(region=CHANGLI, fiscal_year=2023, department=DepartmentRef("345001", "昌黎县图书馆")))
    loaded(document(fiscal_year=2021))
    loaded(document(fiscal_year=2022, department=DepartmentRef("345001", "山海关区文旅中心")))
    assert sorted(Department.objects.values_list("name", flat=True)) == ["山海关区文旅中心", "昌黎县图书馆"]


# --- region and year ------------------------------------------------------------------------------------------------


def test_a_region_is_asked_for_and_then_believed():
    made = document(region=None)
    assert refusal(made) == ("文件中看不出属于哪个财政区划，请用 --region 指明六位区划代码", None)
    assert loaded(made, region="130303").document.region == RegionRef("130303", "山海关区")


def test_a_region_that_contradicts_the_file_is_refused():
    assert refusal(document(), region="130322") == (
        "文件属于区划 130303 山海关区，与指定的区划 130322 不符，请核对",
        None,
    )


def test_an_unknown_region_is_refused():
    assert refusal(document(region=RegionRef("999999", "某区"))) == (
        "区划 999999 尚未登记，请先用 add_region 登记",
        None,
    )
    assert refusal(document(region=None), region="x")[0] == "区划 x 尚未登记，请先用 add_region 登记"


def test_the_region_is_called_as_it_is_registered():
    loaded()
    Region.objects.filter(code="130303").update(name="山海关区（市辖区）")
    assert loaded().status == "unchanged"


def test_a_year_is_asked_for_and_then_believed():
    made = document(fiscal_year=None, fiscal_year_evidence="文中印有互相矛盾的年度：2020、2021")
    assert refusal(made) == ("文中印有互相矛盾的年度：2020、2021，请用 --year 指明", None)
    report = loaded(made, year=2021)
    assert (report.document.fiscal_year, report.document.fiscal_year_evidence) == (2021, "导入时指定")


def test_a_year_that_contradicts_a_printed_one_is_refused():
    made = document(fiscal_year_evidence="文中印有2021年", fiscal_year_source=YearSource.PRINTED)
    assert refusal(made, year=2022) == ("文件中的预算年度是2021年，与指定的2022年不符，请核对", None)
    assert loaded(made, year=2021).document.fiscal_year_evidence == "文中印有2021年"


def test_a_year_known_only_from_codes_gives_way_to_one_that_is_given():
    assert loaded(document(), year=2022).document.fiscal_year == 2022


def test_a_year_given_is_not_before_the_codes():
    code = document().projects[0].code
    assert refusal(document(), year=2020)[0] == f"指定的2020年早于项目编码“{code}”中的年度，请核对"


# --- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"total": Decimal("-0.01")}, "项目“夜校”的预算数“-0.01”不能为负数"),
        ({"fiscal_funds": Decimal("-5")}, "项目“夜校”的其中：财政资金“-5”不能为负数"),
        ({"other_funds": Decimal("NaN")}, "项目“夜校”的其他资金“NaN”不能为负数"),
        ({"total": Decimal(10**13)}, "项目“夜校”的预算数“10000000000000”元大得不合常理（须小于十万亿元）"),
        ({"total": Decimal("1e40")}, "项目“夜校”的预算数“1E+40”元大得不合常理（须小于十万亿元）"),
        (
            {"money_unit": "万元", "total": Decimal(10**9)},
            "项目“夜校”的预算数“1000000000”万元大得不合常理（须小于十万亿元）",
        ),
        ({"total": Decimal("0.001")}, "项目“夜校”的预算数“0.001”元不足一分的零头无法保存"),
        ({"money_unit": "万元", "total": Decimal("0.0000001")}, "项目“夜校”的预算数“1E-7”万元不足一分的零头无法保存"),
        ({"money_unit": "亿元"}, "金额单位“亿元”既不是元也不是万元"),
        ({"code": "9" * 41}, f"项目编码“{'9' * 20}…”太长（多于40个字）"),
        ({"unit_code": "9" * 21}, f"单位代码“{'9' * 20}…”太长（多于20个字）"),
        ({"unit_name": "馆" * 361}, f"单位名称“{'馆' * 20}…”太长（多于360个字）"),
        ({"number": 2**31}, "项目序号2147483648超出可保存的范围"),
        ({"number": -1}, "项目序号-1超出可保存的范围"),
        ({"spending_plan": plan("25", "50", "101", "100")}, "项目“夜校”10月底累计支出比例“101%”不在0%至100%之间"),
        ({"spending_plan": plan("-1", "50", "80", "100")}, "项目“夜校”3月底累计支出比例“-1%”不在0%至100%之间"),
        ({"spending_plan": plan("33.333", "50", "80", "100")}, "项目“夜校”3月底累计支出比例“33.333%”的小数多于两位"),
        (
            {"spending_plan": (Checkpoint(3, None),)},
            "项目“夜校”的资金支出计划不是3、6、10、12月底四个时点",
        ),
        ({"withheld": Withheld(" ")}, "项目“夜校”标为不公开，却没有原因"),
        ({"objectives": ("一", "")}, "项目“夜校”的绩效目标有空条目或条目内换行"),
        ({"objectives": ("一\n二",)}, "项目“夜校”的绩效目标有空条目或条目内换行"),
        (
            {"code": "130303210000000000001"},
            "项目编码“130303210000000000001”重复：“图书馆购书”与“夜校”，一个编码只能属于一个项目",
        ),
    ],
)
def test_a_project_that_the_tables_cannot_hold_is_refused_with_its_line(fields, message):
    second = replace(project(2, "夜校", line=77), **fields)
    assert refusal(document(project(1, line=20), second)) == (message, 77)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"category": "其他指标"}, "一级指标“其他指标”不是任何年度指标体系中的名称"),
        ({"category": ""}, "一级指标“”不是任何年度指标体系中的名称"),
        ({"subcategory": "满意度指标"}, "二级指标“满意度指标”不属于一级指标“产出指标”"),
        ({"category": "产出" * 16}, f"一级指标“{'产出' * 10}…”太长（多于30个字）"),
        ({"subcategory": "数" * 31}, f"二级指标“{'数' * 20}…”太长（多于30个字）"),
    ],
)
def test_levels_that_no_scheme_has_are_refused_with_their_line(fields, message):
    rows = (indicator(line=30), indicator("场次", line=31, **fields))
    assert refusal(document(project(1, indicators=rows))) == (message, 31)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"department": DepartmentRef("", "文化馆")}, "没有单位代码"),
        ({"department": DepartmentRef("34501", "文化馆")}, "单位代码应为六位数字，文件中是“34501”"),
        ({"department": DepartmentRef("３４５００１", "文化馆")}, "单位代码应为六位数字，文件中是“３４５００１”"),
        ({"department": DepartmentRef("345001", " ")}, "没有单位名称"),
        ({"department": DepartmentRef("345001", "馆" * 361)}, f"文本所印单位名称“{'馆' * 20}…”太长（多于360个字）"),
        ({"fiscal_year": 1999}, "预算年度1999年不合常理，应在2000年至2100年之间"),
        ({"fiscal_year": 20211}, "预算年度20211年不合常理，应在2000年至2100年之间"),
        ({"money_unit": ""}, "金额单位“”既不是元也不是万元"),
        ({"overall_objective": "让\x00人"}, "文件中有无法保存的空字符（U+0000）"),
        ({"safeguards": "\ud800"}, "文件中有无法保存的字符（不完整的编码）"),
    ],
)
def test_a_head_that_the_tables_cannot_hold_is_refused(fields, message):
    assert refusal(document(**fields)) == (message, None)


def test_a_text_that_lost_its_year_cannot_be_stored():
    with pytest.raises(NotStorable, match=r"^没有预算年度$"):
        check_storable(document(fiscal_year=None))


def test_words_that_only_look_like_a_nul_are_stored():
    made = document(overall_objective="反斜杠加 \\u0000 是普通文字，\\\\u0000 也是")
    assert assemble(loaded(made).submission) == made


def test_a_sum_that_cannot_be_kept_exactly_is_refused():
    most = Decimal("9999999999999.99")
    assert loaded(document(project(1, total=most))).total == most
    assert refusal(document(project(1, total=most), project(2, "夜校"), fiscal_year=2022))[0] == (
        "各项目预算数之和大得不合常理（须小于十万亿元）"
    )


# --- again ----------------------------------------------------------------------------------------------------------


def test_the_same_document_again_changes_nothing():
    loaded()
    before = snapshot()
    assert loaded().status == "unchanged"
    assert snapshot() == before


def test_the_same_contents_in_another_file_change_nothing():
    loaded()
    before = snapshot()
    assert loaded(document(layout="pdf", problems=(), fiscal_year_evidence="文中印有2021年")).status == "unchanged"
    assert snapshot() == before


def test_an_untouched_draft_is_replaced_whole():
    loaded(document(project(1), project(2, "夜校")))
    made = document(project(2, "夜校", purpose="用于夜校的讲师费"), safeguards="专人负责。", duties=(), explanations=())
    report = loaded(made)
    assert report.status == "replaced"
    assert assemble(Submission.objects.get()) == made
    assert [event.action for event in SubmissionEvent.objects.all()] == ["import", "import"]
    assert SourceFile.objects.count() == 2


def test_an_empty_plan_of_an_opened_year_is_loaded_into():
    region = Region.objects.get(code="130303")
    office = Department.objects.create(region=region, code="345001", name="文化馆")
    year = FiscalYear.objects.create(region=region, year=2021, scheme="from_2021")
    Submission.objects.create(plan=AnnualPlan.objects.create(department=office, fiscal_year=year))
    assert loaded().status == "loaded"


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETURNED])
def test_what_a_person_touched_is_never_replaced(status):
    loaded()
    AnnualPlan.objects.update(revision=2, safeguards="由李改写。")
    Submission.objects.update(status=status)
    assert refusal(document(safeguards="来自文件。")) == (
        "导入之后有人修改过该单位该年度的文本，不能用文件覆盖；请在系统中修改",
        None,
    )
    assert loaded().status == "unchanged"  # the very file that was imported
    assert AnnualPlan.objects.get().safeguards == "由李改写。"
    assert refusal(document(), publish=True)[0].startswith("导入之后有人修改过")


def test_a_returned_plan_that_nobody_touched_is_replaced_and_stays_returned():
    loaded()
    Submission.objects.update(status=Status.RETURNED)
    assert loaded(document(safeguards="补充。")).status == "replaced"
    assert Submission.objects.get().status == Status.RETURNED
    assert refusal(document(safeguards="再补充。"), publish=True)[0] == (
        "该单位该年度的文本已退回修改，不能由命令直接公开；请重新送审"
    )


@pytest.mark.parametrize(("status", "label"), [(Status.SUBMITTED, "待审核"), (Status.APPROVED, "审核通过")])
@pytest.mark.parametrize("publish", [False, True])
def test_what_is_under_review_is_always_refused(status, label, publish):
    loaded()
    Submission.objects.update(status=status)
    message = f"该单位该年度的文本{label}，不能导入；请先取消送审或退回"
    assert refusal(document(), publish=publish) == (message, None)
    assert refusal(document(safeguards="补充。"), publish=publish) == (message, None)


def test_a_published_plan_is_replaced_only_by_publishing_again():
    published()
    assert refusal(document(safeguards="补充。")) == (
        "该单位该年度的文本已公开，内容与本文件不同；如要公开新的版本，请加上 --publish",
        None,
    )
    assert loaded().status == "unchanged"
    second = published(document(safeguards="补充。"))
    assert (second.version, second.current) == (2, True)
    assert [version.current for version in Disclosure.objects.order_by("version")] == [False, True]


def test_an_open_revision_is_not_published_by_import():
    published()
    Submission.objects.update(status=Status.DRAFT)
    assert refusal(document(safeguards="补充。"), publish=True)[0] == (
        "该单位该年度的公开文本正在调整，不能由命令直接公开；请送审，或先放弃调整"
    )
    assert loaded(document(safeguards="补充。")).status == "replaced"


def test_after_withdrawal_a_file_may_be_published_again_as_the_next_version():
    published()
    withdraw("130303", "345001", 2021, "金额有误")
    report = loaded(publish=True)
    assert report.status == "unchanged"
    assert publish(report.submission, imported=True).version == 2


# --- keys -----------------------------------------------------------------------------------------------------------


def test_keys_are_given_in_order_and_projects_take_their_printed_numbers():
    made = document(project(3), project(None, "甲"), project(3, "乙", code="A3"), duties=(DutySection("一"),) * 2)
    report = loaded(made)
    assert keys(report.document) == [("3", ["3.1", "3.2"]), ("p2", ["p2.1", "p2.2"]), ("p3", ["p3.1", "p3.2"])]
    assert [duty.key for duty in report.document.duties] == ["d1", "d2"]
    assert keys(assemble(report.submission)) == keys(report.document)


def test_keys_outlive_a_reimport_in_another_order():
    loaded(document(project(1), project(2, "夜校")))
    again = loaded(document(project(1, "夜校", code=project(2).code), project(2, "图书馆购书", code="")))
    assert keys(again.document) == [("2", ["2.1", "2.2"]), ("1", ["1.1", "1.2"])]


def test_keys_are_never_given_twice():
    loaded(document(project(1), project(2, "夜校")))
    loaded(document(project(1)))
    report = loaded(document(project(1), project(2, "合唱比赛", code="B2")))
    assert keys(report.document) == [("1", ["1.1", "1.2"]), ("p3", ["p3.1", "p3.2"])]


def test_an_indicator_keeps_its_key_by_second_level_and_name_and_twins_pair_off_in_order():
    old = (indicator("场次"), indicator("场次"), indicator("人 数"), indicator("及时率", subcategory="时效指标"))
    new = (
        indicator("人数", "≥5人"),
        indicator("及时率", subcategory="质量指标"),
        indicator("场次", "10场"),
        indicator("场次", "20场"),
        indicator("场次", "30场"),
    )
    loaded(document(project(1, indicators=old)))
    assert keys(loaded(document(project(1, indicators=new))).document) == [("1", ["1.3", "1.5", "1.1", "1.2", "1.6"])]


def test_a_duty_keeps_its_key_by_title_else_by_place():
    loaded(document(duties=(DutySection("公共阅读"), DutySection("群众演出"), DutySection("", text="三"))))
    report = loaded(document(duties=(DutySection("群众演出"), DutySection("新职责"), DutySection("", text="四"))))
    assert [duty.key for duty in report.document.duties] == ["d2", "d4", "d3"]


# --- speed ----------------------------------------------------------------------------------------------------------


def test_the_number_of_statements_does_not_grow_with_the_number_of_projects():
    loaded(document(fiscal_year=2020))
    counts = []
    for year, many in ((2021, 2), (2022, 12)):
        with CaptureQueriesContext(connection) as queries:
            loaded(document(*(project(number, f"项目{number}") for number in range(1, many + 1)), fiscal_year=year))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- budget statements ----------------------------------------------------------------------------------------------


TWICE = "“单位预算一般公共预算财政拨款支出表”有两张，一种报表只能有一张"
IN_THE_FIRST_ROW = "“单位预算一般公共预算财政拨款支出表”第 1 行的"


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        ((statement(), statement()), TWICE),
        ((statement(("1", "", "合计", "三", "", "")),), f"{IN_THE_FIRST_ROW}金额“三”不是以万元为单位的数字"),
        (
            (statement(("1", "", "合计", "99999999999", "", "")),),
            f"{IN_THE_FIRST_ROW}金额“99999999999”万元大得不合常理（须小于十万亿元）",
        ),
        ((statement(("1", "20807110", "补贴", "1.00", "", "")),), f"{IN_THE_FIRST_ROW}科目编码太长（多于7个字）"),
        ((statement(notes=("注：\n无",)),), "“单位预算一般公共预算财政拨款支出表”的注有空条目或条目内换行"),
        ((statement(title="表" * 121),), f"表名“{'表' * 20}…”太长（多于120个字）"),
    ],
)
def test_a_statement_that_the_tables_cannot_hold_is_refused(statements, message):
    assert refusal(document(statements=statements)) == (message, 7)


def test_a_line_of_a_statement_keeps_its_subject_and_its_amounts_in_yuan():
    load_this = document(statements=(statement(*statement().rows[:2]),))
    plan = loaded(load_this).submission.plan
    lines = StatementLine.objects.filter(statement__plan=plan).order_by("position")
    assert [(line.position, line.subject_code, line.name) for line in lines] == [
        (1, "", "合计"),
        (2, "208", "社会保障和就业支出"),
    ]
    amounts = StatementAmount.objects.filter(line__in=lines).order_by("line__position", "column")
    assert [(one.line.position, one.column, one.yuan) for one in amounts] == [
        (1, "projects", Decimal(34000)),
        (1, "total", Decimal(34000)),
        (2, "projects", Decimal(34000)),
        (2, "total", Decimal(34000)),
    ]
