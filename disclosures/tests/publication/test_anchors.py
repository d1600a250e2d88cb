"""The heads kept elsewhere: who rewrites everything in the database, hashes and heads and all, is found by them."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from disclosures.document.as_json import sha256
from disclosures.models import DisclosureBody, DisclosureChain, PlanChange, RecordChain, SecrecyReview, SubmissionEvent
from disclosures.models.chained import CHAIN_START
from disclosures.models.chains import of_change, of_event, of_review, seal
from disclosures.plans.submissions import record_changes
from disclosures.publication.anchors import heads_text
from disclosures.tests import stages
from disclosures.tests.builders import document, loaded, project, published
from disclosures.tests.stages import some
from disclosures.tests.tampering import in_order, verified, without_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.soak]

PLAN = "山海关区文化馆 2021年"


@pytest.fixture
def heads(tmp_path):
    """The heads of a published year with two changes, in a file elsewhere."""
    submission = published().submission
    changes = [{"field": "safeguards", "after": "甲"}, {"field": "safeguards", "after": "乙"}]
    record_changes(submission, some("li"), changes)
    file = tmp_path / "heads"
    file.write_text(verified("--head")[0])
    return str(file)


def test_nothing_yet_has_a_head_too():
    first = heads_text()
    assert first.split()[2:] == [
        "bodies=0",
        f"bodies_sha256={'0' * 64}",
        "submissions=0",
        f"submissions_sha256={sha256('')}",
    ]
    assert verified("--since", first) == (in_order(0), 0)


def test_the_heads_name_every_chain(heads):
    event, change = SubmissionEvent.objects.get(), PlanChange.objects.last()
    lines = Path(heads).read_text().splitlines()
    assert lines[1:] == [f"{event.submission_id} 1 {event.sha256} 2 {change.sha256} 0 {'0' * 64}"]
    assert f"bodies=1 bodies_sha256={DisclosureBody.objects.get().sha256} submissions=1" in lines[0]
    assert lines[0].endswith(f"submissions_sha256={sha256(lines[1])}")


def test_what_only_grew_is_in_order(heads):
    published(document(project(1), project(2, "夜校")))
    loaded(document(fiscal_year=2020))
    assert verified("--since", heads) == (in_order(2), 0)


def rewritten(rows, covers, **columns):
    """Rewrite the texts of a whole chain with hashes that fit, and return the new head."""
    previous = "0" * 64
    with without_triggers():
        for number, row in enumerate(rows.order_by("number"), 1):
            vars(row).update(columns)
            seal(row, covers, number, previous)
            row.save()
            previous = row.sha256
    return previous


def test_rewritten_events_are_found(heads):
    head = rewritten(SubmissionEvent.objects.all(), of_event, words="别的话")
    RecordChain.objects.update(events_sha256=head)
    assert verified() == (in_order(1), 0)
    assert verified("--since", heads) == (
        f"有改动  {PLAN}：第1条办理记录已不是链端文字所记的那一条\n共核对1份公开全文：1处有改动，0份已依法清除。",
        1,
    )


def test_rewritten_changes_are_found(heads):
    head = rewritten(PlanChange.objects.all(), of_change, after="别的话")
    RecordChain.objects.update(changes_sha256=head)
    assert verified() == (in_order(1), 0)
    assert verified("--since", heads)[0].splitlines()[0] == f"有改动  {PLAN}：第2条修改记录已不是链端文字所记的那一条"


def test_changes_cut_off_with_their_head_are_found(heads):
    with without_triggers():
        PlanChange.objects.filter(number=2).delete()
    RecordChain.objects.update(changes=1, changes_sha256=PlanChange.objects.get().sha256)
    assert verified() == (in_order(1), 0)
    assert verified("--since", heads)[0].splitlines()[0] == f"有改动  {PLAN}：第2条修改记录已不是链端文字所记的那一条"


def test_rewritten_bodies_are_found_by_the_first_line_alone(heads):
    first = Path(heads).read_text().splitlines()[0]
    body = DisclosureBody.objects.get()
    text = body.text.replace("2021年", "2021 年").replace('"imported":true', '"imported": true')
    with without_triggers():
        DisclosureBody.objects.update(text=text, sha256=sha256(text))
    DisclosureChain.objects.update(sha256=sha256(text))
    out, status = verified("--since", first)
    assert (out.splitlines()[-3:-1], status) == (
        [
            "有改动  公开链第1份已不是链端文字所记的那一份",
            "链端文字只有首行：只与公开链作了比较，没有与办理记录和修改记录比较。",
        ],
        1,
    )


def test_a_review_that_was_turned_round_with_hashes_and_head_that_fit_is_found(tmp_path):
    submission = published().submission
    review = stages.review(submission, may=False)
    file = tmp_path / "heads"
    file.write_text(verified("--head")[0])
    review.may_be_published = True
    seal(review, of_review, 1, CHAIN_START)
    with without_triggers():
        super(SecrecyReview, review).save()
    RecordChain.objects.update(reviews_sha256=review.sha256)
    assert verified() == (in_order(1), 0)
    line = f"有改动  {PLAN}：第1条保密审查已不是链端文字所记的那一条\n"
    assert verified("--since", str(file)) == (line + in_order(1).replace("0处有改动", "1处有改动"), 1)


def test_heads_that_were_kept_before_reviews_had_any_still_prove_the_rest(heads):
    first, line = Path(heads).read_text().splitlines()
    older = " ".join(line.split()[:5])
    told = first.rpartition("=")[0] + f"={sha256(older)}"
    Path(heads).write_text(f"{told}\n{older}\n")
    assert verified("--since", heads) == (in_order(1), 0)


def test_heads_that_were_changed_themselves_are_refused(heads, tmp_path):
    text = Path(heads).read_text()
    changed = tmp_path / "changed"
    changed.write_text(text.replace(" 2 ", " 1 "))
    with pytest.raises(CommandError, match="所存的链端文字不完整或被改动过：各行与首行的指纹不符"):
        verified("--since", str(changed))


@pytest.mark.parametrize("text", ["heads=2 at=x", "=", "heads=1", "a=b c"])
def test_another_text_is_refused(text):
    with pytest.raises(CommandError, match="--since：不是 verify_disclosures --head 输出的文字"):
        verified("--since", text)


def test_heads_that_cannot_be_read_are_refused(heads, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        verified("--since", str(tmp_path / "none"))
