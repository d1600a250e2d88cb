"""The entries of the search are written with a version, go with it, are compared with its text and made anew."""

from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from disclosures.document.search_text import as_text
from disclosures.models import DisclosedAlias, DisclosedEntry, DisclosedPassage, Disclosure
from disclosures.models.disclosed_search import ROW_MASK, DisclosedKind, entries_of, entry_number
from disclosures.publication.public_rows import LONGEST_PASSAGE, OVERLAP, passage_rows
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import document, project, published, withheld_project
from disclosures.tests.statements import statements
from disclosures.tests.tampering import alterations

pytestmark = pytest.mark.django_db


def entries() -> list[dict]:
    return list(DisclosedEntry.objects.order_by("number").values())


def kinds(version: Disclosure) -> list[int]:
    """How many entries of each kind a version has."""
    return [found.count() for found in entries_of(version)]


def rebuilt() -> list[str]:
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    return out.getvalue().splitlines()


def test_a_version_has_an_entry_for_everything_that_is_searched():
    version = published(document(project(1), withheld_project(2)))
    assert kinds(version) == [5, 2, 2, 0]
    version = published(document(project(1), project(2), statements=statements()))
    assert kinds(version)[:3] == [5, 2, 4]  # the objective, the safeguards, two duties, one explanation
    assert kinds(version)[3] == version.statements.filter(lines__leading=True).count() > 0


def test_entries_go_with_their_version():
    first = published(document(project(1, "旧")))
    second = published(document(project(1, "新")))
    assert sum(kinds(first)) == 0 and sum(kinds(second)) == DisclosedEntry.objects.count() > 0
    withdraw("130303", "345001", 2021, "附件有误")
    assert (entries(), DisclosedPassage.objects.count()) == ([], 0)


def test_numbers_tell_kind_year_version_and_row():
    number = entry_number(DisclosedKind.INDICATOR, 2021, 7, 9)
    assert number >> 61 == DisclosedKind.INDICATOR
    assert (number & ROW_MASK, number < 2**63) == (9, True)
    assert entry_number(2, 2022, 9, 9) < entry_number(2, 2021, 1, 1) < entry_number(2, 2021, 2, 1)
    with pytest.raises(OverflowError):
        entry_number(DisclosedKind.PROJECT, 2021, 1 << 20, 1)


def test_a_long_text_is_kept_in_pieces_that_overlap():
    rows = list(passage_rows(document(overall_objective="长" * LONGEST_PASSAGE + "短")))
    assert [len(row["text"]) for row in rows[:2]] == [LONGEST_PASSAGE, OVERLAP + 1]


def test_made_anew_they_are_the_same():
    published(document(project(1), project(2, "车辆维修"), statements=statements()))
    published(document(fiscal_year=2020))
    before = entries()
    passages = {row["id"] for row in DisclosedPassage.objects.values("id")}
    assert rebuilt()[-1].startswith("搜索索引已重新建立：2份公开全文，")
    texts = [[row[name] for name in row if name != "number"] for row in before]
    assert sorted(map(str, texts)) == sorted(str([row[name] for name in row if name != "number"]) for row in entries())
    assert passages.isdisjoint(row["id"] for row in DisclosedPassage.objects.values("id"))
    assert alterations() == []


def test_what_was_public_before_is_found_after_the_migration():
    published(document(project(1)))
    before = len(entries())
    DisclosedEntry.objects.all().delete()
    DisclosedPassage.objects.all().delete()
    DisclosedAlias.objects.all().delete()
    import_module("disclosures.migrations.0026_entries_of_published_texts").fill(apps, None)
    assert len(entries()) == before
    assert DisclosedAlias.objects.get(alias="城管局").words == "城市管理"
    assert alterations() == []


def test_an_entry_that_says_something_else_is_found():
    published(document(project(1)))
    changed = DisclosedEntry.objects.filter(number__gte=entry_number(DisclosedKind.PROJECT, 2200, 0, 0)).first()
    DisclosedEntry.objects.filter(pk=changed.pk).update(purpose=changed.name)
    assert alterations() == ["第1份 山海关区文化馆 2021年 第1版：搜索条目与全文不符"]
    rebuilt()
    assert alterations() == []


def test_an_entry_of_nothing_that_is_public_is_found_and_removed():
    version = published(document(project(1)))
    stray = entry_number(DisclosedKind.PROJECT, 2021, version.pk + 1, 1)
    DisclosedEntry.objects.create(number=stray, name=as_text(["机密"]))
    assert alterations() == ["搜索索引中有1个不是现行版本的内容"]
    assert rebuilt()[-1].endswith("，清除了1个不是现行版本的内容。")
    assert alterations() == []


def test_a_passage_that_says_something_else_is_found():
    published(document(project(1)))
    DisclosedPassage.objects.filter(label="资金用途").update(text="另有用途")
    assert "第1份 山海关区文化馆 2021年 第1版：供搜索的文字与全文不符" in alterations()
    rebuilt()
    assert alterations() == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its index itself")
def test_an_index_that_does_not_say_what_its_entries_say_is_found():
    published(document(project(1)))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE disclosures_disclosedentry_content SET c0 = c0 || ' 车' WHERE id = (%s)",
            [DisclosedEntry.objects.order_by("number").last().pk],
        )
    assert "搜索索引与其条目不符" in alterations()
