"""Why a version was published is told to the public; what must not be public bars it as it would in the text."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.models import Disclosure
from disclosures.publication.erasure import erase_year
from disclosures.publication.publishing import PublishRefused, publish, withdraw
from disclosures.tests import stages
from disclosures.tests.builders import approved, document, loaded, project, withheld_project
from disclosures.tests.public.reading import read
from disclosures.tests.stages import some
from disclosures.tests.tampering import forge, verified

pytestmark = pytest.mark.django_db

SECRET = withheld_project(2, "涉密", code="13030321SECRET777", total=Decimal("730519"))


def submission(made=None):
    return approved(loaded(made or document(project(1), SECRET)).submission)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("调减 730,519 元的项目", "调整说明里的金额可以得出不公开项目的金额，请改写"),
        ("两个项目共 850,519 元", "调整说明里的金额可以得出不公开项目的金额，请改写"),
        ("涉密", "情况说明“调整说明”的内容写着涉密，不能公开（规则 C01）"),
        (
            "项目 13030321SECRET777 已调整",
            "第 2 节情况说明的内容（编码）写着不公开项目的名称或者编码，不能公开（规则 C05）",
        ),
    ],
)
def test_words_that_tell_of_what_is_withheld_are_refused_and_nothing_is_published(words, sentence):
    with pytest.raises(PublishRefused) as refusal:
        publish(submission(), change_reason=words)
    assert (str(refusal.value), Disclosure.objects.count()) == (sentence, 0)


def test_why_a_version_was_published_stands_in_its_head():
    first = stages.published()
    stages.revised(first)
    changed = stages.fresh(first)
    from_now = stages.approved(stages.submitted_with_reasons(changed))
    stages.step(from_now, "publish", some("liu"), "按人大审议意见调整。")
    assert "原因：按人大审议意见调整。" in read("/130303/345001/2021/").text
    assert "预算调整。" not in read("/130303/345001/2021/").text
    assert "调整说明" not in verified()[0]
    assert Disclosure.objects.current().get().change_reason == "按人大审议意见调整。"


def test_a_reason_that_nobody_gave_is_found():
    stages.step(stages.approved(), "publish", some("liu"), "按规定公开。")
    assert "调整说明" not in verified()[0]
    forge(Disclosure.objects.all(), change_reason="另有原因。")
    assert "第1版的调整说明与办理记录不符" in verified()[0]


def test_an_erasure_takes_the_reason():
    publish(submission(document(replace(project(1)))), change_reason="按规定公开。")
    withdraw("130303", "345001", 2021, "附件有误")
    erase_year("130303", "345001", 2021, "依法清除", ("甲", "乙"))
    assert Disclosure.objects.get().change_reason == ""
