"""Two people changed one page: each story has what was shown, what I made of it, and what the other one made."""

from dataclasses import replace
from decimal import Decimal

from disclosures.document.merging import Clash, merge_narratives, merge_sheets, merge_statements
from disclosures.document.model import Explanation
from disclosures.tests.builders import document, indicator, plan, project, statement

SHOWN = project(
    key="1",
    indicators=(
        indicator("培训人数", "≥300人", key="1.1"),
        indicator("培训期数", "≥6期", key="1.2"),
        indicator("读者满意度", "≥90%", key="1.3"),
    ),
)
FIRST, SECOND, THIRD = SHOWN.indicators


def keys(sheet) -> list[str]:
    return [row.key for row in sheet.indicators]


def test_fields_that_only_one_of_them_changed_are_all_kept():
    mine = replace(SHOWN, purpose="购置图书", indicators=(replace(FIRST, target="≥350人"), SECOND, THIRD))
    theirs = replace(
        SHOWN, name="图书馆购书费", objectives=("购书",), indicators=(replace(FIRST, basis="文件"), SECOND, THIRD)
    )
    both = replace(
        SHOWN,
        name="图书馆购书费",
        purpose="购置图书",
        objectives=("购书",),
        indicators=(replace(FIRST, target="≥350人", basis="文件"), SECOND, THIRD),
    )
    assert merge_sheets(SHOWN, mine, theirs) == (both, [])


def test_a_field_that_both_changed_is_a_clash_and_keeps_my_words():
    mine = replace(SHOWN, total=Decimal(1), indicators=(replace(FIRST, target="≥350人"), SECOND, THIRD))
    theirs = replace(SHOWN, total=Decimal(2), indicators=(replace(FIRST, target="≥400人"), SECOND, THIRD))
    assert merge_sheets(SHOWN, mine, theirs) == (mine, [Clash("", "total", "2.00"), Clash("1.1", "target", "≥400人")])


def test_the_same_change_by_both_is_no_clash():
    both = replace(SHOWN, purpose="购置图书", indicators=(replace(FIRST, target="≥350人"), THIRD))
    assert merge_sheets(SHOWN, both, both) == (both, [])


def test_the_cells_of_the_spending_plan_are_fields_of_their_own():
    shown = replace(SHOWN, spending_plan=plan(None, None, "80", "100"))
    mine = replace(shown, spending_plan=plan("25", None, "85", "100"))
    theirs = replace(shown, spending_plan=plan(None, "50", "90", "100"))
    merged, clashes = merge_sheets(shown, mine, theirs)
    assert merged.spending_plan == plan("25", "50", "85", "100")
    assert clashes == [Clash("", "spending_plan[2].cumulative_percent", "90.00")]


def test_a_cell_that_both_changed_alike_beside_others_is_no_clash():
    mine = replace(SHOWN, spending_plan=plan("30", "50", "80", "95"))
    theirs = replace(SHOWN, spending_plan=plan("30", "55", "80", "100"))
    assert merge_sheets(SHOWN, mine, theirs) == (replace(SHOWN, spending_plan=plan("30", "55", "80", "95")), [])


def test_a_cell_that_the_other_one_emptied_is_a_clash_without_words():
    mine = replace(SHOWN, spending_plan=plan("30", "50", "80", "100"))
    theirs = replace(SHOWN, spending_plan=plan(None, "50", "80", "100"))
    assert merge_sheets(SHOWN, mine, theirs) == (mine, [Clash("", "spending_plan[0].cumulative_percent", "")])


def test_a_plan_that_only_one_of_them_changed_or_took_away_is_that_ones():
    for changed in (plan("30", "50", "80", "100"), plan(None, None, None, None), None):
        other = replace(SHOWN, spending_plan=changed)
        assert merge_sheets(SHOWN, other, SHOWN) == (other, [])
        assert merge_sheets(SHOWN, SHOWN, other) == (other, [])
        assert merge_sheets(SHOWN, other, other) == (other, [])


def test_a_row_that_either_put_on_top_stays_on_top():
    changed = replace(SHOWN, purpose="购置图书")
    theirs = replace(SHOWN, indicators=(indicator("借阅人次", key="1.4"), *SHOWN.indicators))
    assert keys(merge_sheets(SHOWN, changed, theirs)[0]) == ["1.4", "1.1", "1.2", "1.3"]
    mine = replace(SHOWN, indicators=(indicator("图书册数"), *SHOWN.indicators))
    assert keys(merge_sheets(SHOWN, mine, changed)[0]) == ["", "1.1", "1.2", "1.3"]


def test_rows_that_both_added_are_all_kept():
    new, other = indicator("图书册数", "≥5000册"), indicator("借阅人次", "≥8000人次", key="1.4")
    mine = replace(SHOWN, indicators=(FIRST, new, SECOND, THIRD))
    theirs = replace(SHOWN, indicators=(FIRST, SECOND, other, THIRD))
    merged, clashes = merge_sheets(SHOWN, mine, theirs)
    assert (merged.indicators, clashes) == ((FIRST, new, SECOND, other, THIRD), [])


def test_a_page_sent_twice_adds_its_rows_once():
    new = indicator("图书册数", "≥5000册")
    mine = replace(SHOWN, indicators=(FIRST, new, SECOND, THIRD, new))
    once = (FIRST, replace(new, key="1.4"), SECOND, THIRD, replace(new, key="1.5"))
    merged, clashes = merge_sheets(SHOWN, mine, replace(SHOWN, indicators=once))
    assert (keys(merged), clashes) == (["1.1", "1.4", "1.2", "1.3", "1.5"], [])


def test_a_row_that_one_removed_and_the_other_left_alone_is_gone():
    mine, theirs = replace(SHOWN, indicators=(SECOND, THIRD)), replace(SHOWN, indicators=(FIRST, SECOND))
    merged, clashes = merge_sheets(SHOWN, mine, theirs)
    assert (keys(merged), clashes) == (["1.2"], [])


def test_a_row_that_one_removed_and_the_other_changed_stays():
    mine = replace(SHOWN, indicators=(FIRST, SECOND))
    theirs = replace(SHOWN, indicators=(FIRST, SECOND, replace(THIRD, target="≥95%")))
    assert merge_sheets(SHOWN, mine, theirs)[0].indicators == theirs.indicators
    merged, _ = merge_sheets(SHOWN, theirs, mine)
    assert merged.indicators == (FIRST, SECOND, replace(THIRD, target="≥95%"))
    assert keys(merged) == ["1.1", "1.2", ""]


def test_rows_stand_in_the_order_of_whoever_moved_them():
    moved = replace(SHOWN, indicators=(THIRD, FIRST, SECOND))
    changed = replace(SHOWN, purpose="购置图书")
    assert keys(merge_sheets(SHOWN, moved, changed)[0]) == ["1.3", "1.1", "1.2"]
    assert keys(merge_sheets(SHOWN, changed, moved)[0]) == ["1.3", "1.1", "1.2"]


def test_narratives_are_merged_by_duty():
    shown = document()
    shown = replace(shown, duties=tuple(replace(duty, key=f"d{n}") for n, duty in enumerate(shown.duties, 1)))
    reading, shows = shown.duties
    mine = replace(shown, safeguards="按季检查。", duties=(replace(reading, objective="人均两册"), shows))
    theirs = replace(shown, duties=(replace(reading, duty_goal="书香满城"), shows), explanations=())
    merged, clashes = merge_narratives(shown, mine, theirs)
    assert clashes == []
    assert merged == replace(
        mine, duties=(replace(reading, objective="人均两册", duty_goal="书香满城"), shows), explanations=()
    )


OTHER = Explanation("其他", "无")


def test_explanations_are_one_field():
    shown = document()
    mine = replace(shown, explanations=(*shown.explanations, OTHER))
    theirs = replace(shown, explanations=(Explanation("名词解释", "三馆。"), OTHER))
    merged, clashes = merge_narratives(shown, mine, theirs)
    assert (merged.explanations, clashes) == (
        mine.explanations,
        [Clash("", "explanations", "名词解释：三馆。\n其他：无")],
    )


def test_explanations_that_only_one_of_them_changed_are_no_clash():
    shown = document()
    changed = replace(shown, explanations=(OTHER,))
    assert merge_narratives(shown, changed, shown) == (changed, [])
    assert merge_narratives(shown, shown, changed) == (changed, [])


def test_the_same_explanations_written_by_both_are_no_clash():
    shown = document()
    both = replace(shown, explanations=(*shown.explanations, OTHER))
    theirs = replace(both, explanations=tuple(replace(one, line=7) for one in both.explanations))
    assert merge_narratives(shown, both, theirs) == (both, [])
    emptied = replace(shown, explanations=())
    assert merge_narratives(shown, emptied, emptied) == (emptied, [])


def test_the_same_duty_written_by_both_is_no_clash():
    shown = document()
    shown = replace(shown, duties=tuple(replace(duty, key=f"d{n}") for n, duty in enumerate(shown.duties, 1)))
    both = replace(shown, duties=(replace(shown.duties[0], objective="人均两册"), *shown.duties[1:]))
    assert merge_narratives(shown, both, both) == (both, [])


# --- budget statements ----------------------------------------------------------------------------------------------


def with_cell(shown, row: int, column: int, cell: str):
    rows = [list(cells) for cells in shown.rows]
    rows[row][column] = cell
    return replace(shown, rows=tuple(map(tuple, rows)))


def test_figures_of_one_statement_are_merged_one_by_one():
    shown = statement()
    mine, theirs = with_cell(shown, 0, 3, "4.00"), with_cell(replace(shown, notes=("注：甲",)), 3, 5, "5.00")
    both = with_cell(with_cell(replace(shown, notes=("注：甲",)), 0, 3, "4.00"), 3, 5, "5.00")
    assert merge_statements(shown, mine, theirs) == (both, [])


def test_one_figure_that_both_changed_is_shown():
    shown = statement()
    mine, theirs = with_cell(shown, 3, 5, "4.00"), with_cell(shown, 3, 5, "5.00")
    assert merge_statements(shown, mine, theirs) == (mine, [Clash("s-general_public", "rows[3].projects", "5.00")])
    assert merge_statements(shown, mine, mine) == (mine, [])


def test_rows_of_which_one_is_new_are_one_field():
    shown = statement()
    mine, theirs = replace(shown, rows=shown.rows[:3]), with_cell(shown, 0, 3, "4.00")
    assert merge_statements(shown, mine, shown) == (mine, [])
    merged, (clash,) = merge_statements(shown, mine, theirs)
    assert (merged, clash.key, clash.field) == (mine, "s-general_public", "rows")
