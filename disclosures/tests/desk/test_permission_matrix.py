"""Every person × every address × looking and sending: the literal answer, and nothing reachable outside the scope.

A cell is two letters, the answer to GET and the answer to POST. What is posted is what the page sends for somebody
who may (FORMS), so that a refusal is a matter of permission and of nothing else:

    .  200    +  200 or a redirect, and the database changed    >  a redirect, nothing changed    L  to the log-in
    x  403    0  404    5  405    !  409, refused with a sentence

A new address without a row fails the test, as does a row whose address is gone.
"""

import copy
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import lxml.html
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve

from disclosures.exports import FORMATS
from disclosures.models import RememberedFindings, ReviewNote, Submission
from disclosures.plans.from_rows import assemble
from disclosures.tests import cast
from disclosures.tests.desk.world import CAST, DEPARTMENTS, logged_in_as, make_world
from disclosures.tests.stages import some

pytestmark = pytest.mark.django_db

SYMBOLS = {200: ".", 302: ">", 403: "x", 404: "0", 405: "5", 409: "!"}
NEW_PASSWORD = "山海关外-第一楼"
PASSWORDS = {"old_password": cast.PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
SECRET = {"may_be_published": "no", "words": "涉及国家秘密。"}
FOUR_GRADES = dict.fromkeys(("completeness", "relevance", "appropriateness", "feasibility"), "A")


def of_entry(plan: str, who: str) -> dict:
    """The forms of the pages of those who enter, for a draft."""
    own = f"/admin/plans/{{{plan}}}/"
    return {
        f"{own}narrative/": (who, "", {"safeguards": "加强领导，逐月检查。"}),
        f"{own}projects/new/": (who, "", {"name": "社区书屋"}),
        f"{own}projects/1/": (who, "", {"purpose": "购买图书。"}),
        f"{own}projects/1/move/": (None, "", {"to": "up"}),
        f"{own}projects/1/remove/": (who, "", {}),
        f"{own}statements/three_public/": (who, "", {"rows-2-general_public": "3.40"}),
        f"{own}statements/three_public/empty/": (None, "", {"to": "empty"}),
        f"{own}steps/submit/": (who, "", {}),
        f"{own}reasons/": (None, "", {"reason-A01": "确实如此。"}),
        f"{own}library/": (None, "", {"project": "1", "pick": "{standard}"}),
        f"{own}upload/": (None, "", {"step": "read", "file": f"file of {plan}"}),
    }


def of_review(plan: str, who: str) -> dict:
    """The forms of the reviewer's page, for a plan that was sent in."""
    own = f"/admin/review/{{{plan}}}/"
    return {
        f"{own}notes/": (who, f"{own}?pin=:safeguards", {"words": "请补充措施。"}),
        f"{own}opinion/": (who, own, FOUR_GRADES | {"words": "完整。"}),
        f"{own}steps/return/": (who, own, {"words": "请补充依据。"}),
        f"{own}steps/approve/": (who, own, {}),
    }


def of_row(model: str, row: str, who: str, typed: dict, app: str = "indicators") -> dict:
    """The form of the page of a row of a model."""
    return {f"/admin/{app}/{model}/{{{row}}}/change/": (who, "", typed)}


def of_action(*chosen: str) -> tuple:
    """What a list sends to delete the chosen rows."""
    rows = [f"{{{row}}}" for row in chosen]
    return None, "", {"action": "delete_selected", "_selected_action": rows, "post": "yes"}


#: Model → rows that a delete page is tried on.
DELETED = {
    "disclosures/disclosure": ("disclosure",),
    "disclosures/person": ("person", "far_person"),
    "disclosures/planchange": ("change",),
    "disclosures/roster": ("roster", "far_roster"),
    "disclosures/rulesetting": ("rule", "far_rule"),
    "disclosures/disclosedalias": ("alias",),
    "disclosures/disclosedowner": ("owner", "far_owner"),
    "disclosures/disclosedsuccession": ("succession", "far_succession"),
    "disclosures/submissionevent": ("event",),
    "indicators/department": ("unused", "far_unused", "department"),
    "indicators/fiscalyear": ("mistaken", "far_mistaken", "year"),
    "indicators/region": ("region", "spare"),
    "indicators/standardindicator": ("standard",),
    "indicators/subject": ("subject",),
}
#: Address → who sees its form (None: nobody, what is typed is all), on which page ("": the address itself), and what
#: they type. To an address that is not here nothing is sent.
FORMS = {
    "/admin/password_change/": (None, "", PASSWORDS),
    **of_entry("draft", "chen"),
    **of_entry("other", "zhao"),
    **of_entry("far", "far_head"),
    "/admin/plans/{sent}/steps/recall/": ("chen", "", {}),
    "/admin/plans/{mine}/steps/recall/": ("ma", "", {}),
    "/admin/plans/{revised}/steps/abandon/": ("chen", "", {}),
    "/admin/plans/{empty}/carry-over/": ("chen", "", {}),
    **of_review("sent", "liu"),
    **of_review("mine", "liu"),
    **of_review("far_sent", "sun"),
    "/admin/review/batch/approve/": ("liu", "", {}),
    "/admin/review/{sent}/deadline/": (None, "", {"day": "2021-03-15"}),
    "/admin/review/{far_sent}/deadline/": (None, "", {"day": "2021-03-15"}),
    "/admin/review/{secret}/secrecy/2/": ("liu", "/admin/review/{secret}/", SECRET),
    "/admin/review/{far_sent}/secrecy/2/": ("sun", "/admin/review/{far_sent}/", SECRET),
    "/admin/review/{telling}/steps/approve/": ("liu", "/admin/review/{telling}/", {"reason": "合计已公开。"}),
    "/admin/review/{my_telling}/steps/approve/": ("liu", "/admin/review/{my_telling}/", {"reason": "合计已公开。"}),
    "/admin/review/{told}/steps/publish/": ("liu", "/admin/review/{told}/", {"reason": "合计已公开。"}),
    "/admin/review/{passed}/steps/publish/": ("liu", "/admin/review/{passed}/", {}),
    "/admin/review/{public}/steps/revise/": ("liu", "/admin/review/{public}/", {"words": "预算调整。"}),
    "/admin/review/{public}/steps/withdraw/": ("liu", "/admin/review/{public}/", {"words": "附件有误。"}),
    "/admin/review/{revised}/steps/abandon/": ("liu", "/admin/review/{revised}/", {}),
    "/admin/review/notes/{asked}/answer/": ("li", "", {"answer": "已补充。"}),
    "/admin/review/notes/{far_asked}/answer/": ("far_head", "", {"answer": "已补充。"}),
    **of_row("person", "person", "zhou", {"name": "李民"}, "disclosures"),
    **of_row("person", "far_person", "administrator", {"name": "孙墙"}, "disclosures"),
    **of_row("roster", "roster", "liu", {"declared": "on"}, "disclosures"),
    **of_row("roster", "far_roster", "sun", {"declared": "on"}, "disclosures"),
    **of_row("disclosedalias", "alias", "zhou", {"words": "路灯"}, "disclosures"),
    **of_row("disclosedowner", "owner", "zhou", {"name": "山海关财政局"}, "disclosures"),
    **of_row("disclosedowner", "far_owner", "administrator", {"name": "昌黎财政局"}, "disclosures"),
    **of_row("disclosedsuccession", "succession", "zhou", {"words": "机构改革"}, "disclosures"),
    **of_row("disclosedsuccession", "far_succession", "administrator", {"words": "机构改革"}, "disclosures"),
    **of_row("rulesetting", "rule", "liu", {"reason": "过渡期一年"}, "disclosures"),
    **of_row("rulesetting", "far_rule", "sun", {"reason": "过渡期一年"}, "disclosures"),
    **of_row("region", "region", "zhou", {"name": "山海关古城区"}),
    **of_row("region", "far_region", "administrator", {"name": "昌黎新县"}),
    **of_row("department", "department", "zhou", {"name": "山海关区文化中心"}),
    **of_row("department", "far_department", "administrator", {"name": "昌黎县文化中心"}),
    **of_row("fiscalyear", "year", "liu", {"approved_on": "2021-02-01"}),
    **of_row("fiscalyear", "far_year", "sun", {"approved_on": "2021-02-01"}),
    **of_row("standardindicator", "standard", "zhou", {"name": "培训人数"}),
    **of_row("subject", "subject", "zhou", {"name": "其他支出"}),
    "/admin/disclosures/person/add/": (
        "zhou",
        "",
        {"username": "qian", "name": "钱进", "memberships-0-role": "reviewer"},
    ),
    "/admin/disclosures/rulesetting/add/": ("liu", "", {"rule": "A02", "choice": "W", "reason": "过渡期"}),
    "/admin/indicators/region/add/": ("administrator", "", {"code": "130398", "name": "开发区"}),
    "/admin/indicators/department/add/": ("zhou", "", {"code": "399002", "name": "新设局"}),
    "/admin/indicators/fiscalyear/add/": ("liu", "", {"year": "2033", "scheme": "cost_first"}),
    "/admin/indicators/standardindicator/add/": ("zhou", "", {"subcategory": "quality", "name": "培训合格率"}),
    "/admin/indicators/subject/add/": ("zhou", "", {"tree": "economic", "year": "2023", "code": "399", "name": "其他"}),
    "/admin/library/candidates/": ("zhou", "", {}),
    "/admin/disclosures/roster/add/": ("liu", "", {"fiscal_year": "{mistaken}"}),
    "/admin/disclosures/disclosedalias/add/": ("zhou", "", {"alias": "园林所", "words": "园林"}),
    "/admin/disclosures/disclosedalias/": of_action("alias"),
    "/admin/disclosures/roster/": of_action("roster", "far_roster"),
    "/admin/disclosures/rulesetting/": of_action("rule", "far_rule"),
    "/admin/indicators/department/": of_action("unused", "far_unused"),
    "/admin/indicators/fiscalyear/": of_action("mistaken", "far_mistaken"),
    "/admin/indicators/region/": of_action("spare"),
    "/admin/indicators/standardindicator/": of_action("standard"),
    "/admin/indicators/subject/": of_action("subject"),
    **{
        f"/admin/{model}/{{{row}}}/delete/": (None, "", {"post": "yes"})
        for model, rows in DELETED.items()
        for row in rows
    },
}

TABLE = """
# The site itself                                        A  D  N  C  H  Z  R  L  O  S  U  T
/admin/                                                 LL LL .. .. .. .. .. .. .. .. .. ..
/admin/login/                                           .. .. >. >. >. >. >. >. >. >. >. >.
/admin/logout/                                          >> >> 5. 5. 5. 5. 5. 5. 5. 5. 5. 5.
/admin/password_change/                                 LL LL .+ .+ .+ .+ .+ .+ .+ .+ .+ .+
/admin/password_change/done/                            LL LL >> >> >> >> >> >> >> >> >> >>
/admin/jsi18n/                                          LL LL .5 .5 .5 .5 .5 .5 .5 .5 .5 .5
/admin/autocomplete/?{membership_department}           LL LL x5 x5 x5 x5 .5 .5 .5 .5 .5 .5
/admin/r/{plan_type}/{draft}/                           LL LL 00 00 00 00 00 00 00 00 00 00
/admin/disclosures/                                     LL LL 00 .. .. .. .. .. .. .. .. ..
/admin/indicators/                                      LL LL 00 00 00 00 .. .. .. .. .. ..
/admin/nowhere/                                         LL LL 00 00 00 00 00 00 00 00 00 00

# Those who enter: a draft of 文化馆, of 体育馆, of 昌黎县  A  D  N  C  H  Z  R  L  O  S  U  T
/admin/plans/{draft}/                                   LL LL 00 .. .. 00 00 00 00 00 00 ..
/admin/plans/{draft}/narrative/                         LL LL 00 .+ .+ 00 00 00 00 00 00 .+
/admin/plans/{draft}/reasons/                           LL LL 50 5+ 5+ 50 50 50 50 50 50 5+
/admin/plans/{draft}/steps/submit/                      LL LL 00 .> .+ 00 00 00 00 00 00 .+
/admin/plans/{draft}/projects/new/                      LL LL 00 .+ .+ 00 00 00 00 00 00 .+
/admin/plans/{draft}/projects/1/                        LL LL 00 .+ .+ 00 00 00 00 00 00 .+
/admin/plans/{draft}/projects/1/move/                   LL LL 50 5> 5> 50 50 50 50 50 50 5>
/admin/plans/{draft}/projects/1/remove/                 LL LL 00 .+ .+ 00 00 00 00 00 00 .+
/admin/plans/{draft}/statements/                        LL LL 00 .. .. 00 00 00 00 00 00 ..
/admin/plans/{draft}/statements/three_public/           LL LL 00 .+ .+ 00 00 00 00 00 00 .+
/admin/plans/{draft}/statements/three_public/empty/     LL LL 50 5+ 5+ 50 50 50 50 50 50 5+
/admin/plans/{draft}/statements/other/                  LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{draft}/carry-over/                        LL LL 00 >> >> 00 00 00 00 00 00 >>
/admin/plans/{draft}/upload/                            LL LL 00 .+ .+ 00 00 00 00 00 00 .+
/admin/plans/{draft}/export/                            LL LL 00 .. .. 00 00 00 00 00 00 ..
/admin/plans/{draft}/export.xlsx                        LL LL 00 .. .. 00 00 00 00 00 00 ..
/admin/plans/{draft}/export.docx                        LL LL 00 .. .. 00 00 00 00 00 00 ..
/admin/plans/{draft}/template.xlsx                      LL LL 00 .. .. 00 .. .. 00 00 00 ..
/admin/plans/{draft}/library/                           LL LL 00 .+ .+ 00 00 00 00 00 00 .+
/admin/plans/{other}/                                   LL LL 00 00 00 .. 00 00 00 00 00 00
/admin/plans/{other}/narrative/                         LL LL 00 00 00 .+ 00 00 00 00 00 00
/admin/plans/{other}/reasons/                           LL LL 50 50 50 5+ 50 50 50 50 50 50
/admin/plans/{other}/steps/submit/                      LL LL 00 00 00 .> 00 00 00 00 00 00
/admin/plans/{other}/projects/new/                      LL LL 00 00 00 .+ 00 00 00 00 00 00
/admin/plans/{other}/projects/1/                        LL LL 00 00 00 .+ 00 00 00 00 00 00
/admin/plans/{other}/projects/1/move/                   LL LL 50 50 50 5> 50 50 50 50 50 50
/admin/plans/{other}/projects/1/remove/                 LL LL 00 00 00 .+ 00 00 00 00 00 00
/admin/plans/{other}/statements/                        LL LL 00 00 00 .. 00 00 00 00 00 00
/admin/plans/{other}/statements/three_public/           LL LL 00 00 00 .+ 00 00 00 00 00 00
/admin/plans/{other}/statements/three_public/empty/     LL LL 50 50 50 5+ 50 50 50 50 50 50
/admin/plans/{other}/statements/other/                  LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{other}/carry-over/                        LL LL 00 00 00 >> 00 00 00 00 00 00
/admin/plans/{other}/upload/                            LL LL 00 00 00 .+ 00 00 00 00 00 00
/admin/plans/{other}/export/                            LL LL 00 00 00 .. 00 00 00 00 00 00
/admin/plans/{other}/export.xlsx                        LL LL 00 00 00 .. 00 00 00 00 00 00
/admin/plans/{other}/export.docx                        LL LL 00 00 00 .. 00 00 00 00 00 00
/admin/plans/{other}/template.xlsx                      LL LL 00 00 00 .. .. .. 00 00 00 ..
/admin/plans/{other}/library/                           LL LL 00 00 00 .+ 00 00 00 00 00 00
/admin/plans/{far}/                                     LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/narrative/                           LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/reasons/                             LL LL 50 50 50 50 50 50 50 50 50 50
/admin/plans/{far}/steps/submit/                        LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/projects/new/                        LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/projects/1/                          LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/projects/1/move/                     LL LL 50 50 50 50 50 50 50 50 50 50
/admin/plans/{far}/projects/1/remove/                   LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/statements/                          LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/statements/three_public/             LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/statements/three_public/empty/       LL LL 50 50 50 50 50 50 50 50 50 50
/admin/plans/{far}/statements/other/                    LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/carry-over/                          LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/upload/                              LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/export/                              LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/export.xlsx                          LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/export.docx                          LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{far}/template.xlsx                        LL LL 00 00 00 00 00 00 .. 00 00 00
/admin/plans/{far}/library/                             LL LL 00 00 00 00 00 00 00 00 00 00
/admin/plans/{empty}/carry-over/                        LL LL 00 .+ .+ 00 00 00 00 00 00 .+
/admin/plans/{sent}/steps/recall/                       LL LL 00 00 .+ 00 00 00 00 00 00 00
/admin/plans/{mine}/steps/recall/                       LL LL 00 00 .+ 00 00 00 00 00 00 .+
/admin/plans/{revised}/steps/abandon/                   LL LL 00 00 .+ 00 00 00 00 00 00 00
/admin/plans/{sent}/steps/approve/                      LL LL 00 00 00 00 00 00 00 00 00 00

# Those who review                                       A  D  N  C  H  Z  R  L  O  S  U  T
/admin/review/                                          LL LL .5 .5 .5 .5 .5 .5 .5 .5 .5 .5
/admin/review/progress/                                 LL LL .5 .5 .5 .5 .5 .5 .5 .5 .5 .5
/admin/review/progress/download.xlsx                    LL LL 05 05 05 05 .5 .5 .5 05 05 .5
/admin/review/batch/approve/                            LL LL 00 00 00 00 00 .+ .> 00 00 .>
/admin/review/batch/approve/run/                        LL LL >> >> >> >> >> >> >> >> >> >>
/admin/review/batch/withdraw/                           LL LL 00 00 00 00 00 00 00 00 00 00
/admin/review/{sent}/                                   LL LL 05 05 05 05 .5 .5 05 05 05 .5
/admin/review/{sent}/trail/                             LL LL 05 05 .5 05 .5 .5 05 05 05 .5
/admin/review/{sent}/deadline/                          LL LL 50 50 50 50 50 5+ 50 50 50 5+
/admin/review/{sent}/notes/                             LL LL 50 50 50 50 5+ 5+ 50 50 50 5+
/admin/review/{sent}/opinion/                           LL LL 50 50 50 50 5+ 5+ 50 50 50 5+
/admin/review/{sent}/steps/return/                      LL LL 50 50 50 50 5+ 5+ 50 50 50 5+
/admin/review/{sent}/steps/approve/                     LL LL 50 50 50 50 5! 5+ 50 50 50 5+
/admin/review/{mine}/                                   LL LL 05 05 05 05 .5 .5 05 05 05 .5
/admin/review/{mine}/trail/                             LL LL 05 05 .5 05 .5 .5 05 05 05 .5
/admin/review/{mine}/notes/                             LL LL 50 50 50 50 5+ 5+ 50 50 50 5!
/admin/review/{mine}/opinion/                           LL LL 50 50 50 50 5+ 5+ 50 50 50 5!
/admin/review/{mine}/steps/return/                      LL LL 50 50 50 50 5+ 5+ 50 50 50 5!
/admin/review/{mine}/steps/approve/                     LL LL 50 50 50 50 5! 5+ 50 50 50 5!
/admin/review/{far_sent}/                               LL LL 05 05 05 05 05 05 .5 05 05 05
/admin/review/{far_sent}/trail/                         LL LL 05 05 05 05 05 05 .5 05 05 05
/admin/review/{far_sent}/deadline/                      LL LL 50 50 50 50 50 50 5+ 50 50 50
/admin/review/{far_sent}/notes/                         LL LL 50 50 50 50 50 50 5+ 50 50 50
/admin/review/{far_sent}/opinion/                       LL LL 50 50 50 50 50 50 5+ 50 50 50
/admin/review/{far_sent}/steps/return/                  LL LL 50 50 50 50 50 50 5+ 50 50 50
/admin/review/{far_sent}/steps/approve/                 LL LL 50 50 50 50 50 50 5+ 50 50 50
/admin/review/{secret}/                                 LL LL 05 05 05 05 .5 .5 05 05 05 .5
/admin/review/{secret}/secrecy/2/                       LL LL 50 50 50 50 5+ 5+ 50 50 50 5+
/admin/review/{secret}/secrecy/1/                       LL LL 50 50 50 50 50 50 50 50 50 50
/admin/review/{far_sent}/secrecy/2/                     LL LL 50 50 50 50 50 50 5+ 50 50 50
/admin/review/{draft}/                                  LL LL 05 05 05 05 .5 .5 05 05 05 .5
/admin/review/{draft}/trail/                            LL LL 05 .5 .5 05 .5 .5 05 05 05 .5
/admin/review/{other}/trail/                            LL LL 05 05 05 .5 .5 .5 05 05 05 .5
/admin/review/{far}/                                    LL LL 05 05 05 05 05 05 .5 05 05 05
/admin/review/{telling}/steps/approve/                  LL LL 50 50 50 50 5! 5+ 50 50 50 5+
/admin/review/{my_telling}/steps/approve/               LL LL 50 50 50 50 5! 5+ 50 50 50 5!
/admin/review/{told}/steps/publish/                     LL LL 50 50 50 50 5! 5+ 50 50 50 5+
/admin/review/{passed}/steps/publish/                   LL LL 50 50 50 50 5! 5+ 50 50 50 5+
/admin/review/{public}/steps/revise/                    LL LL 50 50 50 50 5! 5+ 50 50 50 5+
/admin/review/{public}/steps/withdraw/                  LL LL 50 50 50 50 5! 5+ 50 50 50 5+
/admin/review/{revised}/steps/abandon/                  LL LL 50 50 50 50 5! 5+ 50 50 50 5+
/admin/review/notes/{asked}/answer/                     LL LL 00 .+ .+ 00 00 00 00 00 00 .+
/admin/review/notes/{asked}/remove/                     LL LL 50 50 50 50 5> 50 50 50 50 50
/admin/review/notes/{asked}/reopen/                     LL LL 50 50 50 50 5> 5> 50 50 50 5>
/admin/review/notes/{note}/answer/                      LL LL 00 00 .. 00 00 00 00 00 00 00
/admin/review/notes/{note}/remove/                      LL LL 50 50 50 50 5+ 50 50 50 50 50
/admin/review/notes/{note}/reopen/                      LL LL 50 50 50 50 5> 5> 50 50 50 5>
/admin/review/notes/{far_note}/answer/                  LL LL 00 00 00 00 00 00 00 00 00 00
/admin/review/notes/{far_note}/remove/                  LL LL 50 50 50 50 50 50 5+ 50 50 50
/admin/review/notes/{far_note}/reopen/                  LL LL 50 50 50 50 50 50 5> 50 50 50
/admin/review/notes/{far_asked}/answer/                 LL LL 00 00 00 00 00 00 00 00 00 00
/admin/review/notes/{far_asked}/remove/                 LL LL 50 50 50 50 50 50 5> 50 50 50
/admin/review/notes/{far_asked}/reopen/                 LL LL 50 50 50 50 50 50 5> 50 50 50
/admin/inbox/                                           LL LL .5 .5 .5 .5 .5 .5 .5 .5 .5 .5
/admin/inbox/read/                                      LL LL 5> 5+ 5+ 5> 5> 5> 5> 5> 5> 5>
/admin/inbox/{notice}/                                  LL LL 50 5+ 50 50 50 50 50 50 50 50
/admin/library/candidates/                              LL LL 00 00 00 00 00 00 00 .+ 00 00

# The model pages                                        A  D  N  C  H  Z  R  L  O  S  U  T
/admin/disclosures/person/                              LL LL xx xx xx xx xx xx xx .. .. xx
/admin/disclosures/person/add/                          LL LL xx xx xx xx xx xx xx .+ .+ xx
/admin/disclosures/person/{person}/change/              LL LL 00 00 00 00 00 00 00 .+ .+ 00
/admin/disclosures/person/{person}/history/             LL LL 00 00 00 00 00 00 00 .. .. 00
/admin/disclosures/person/{person}/password/            LL LL 00 00 00 00 00 00 00 .+ .+ 00
/admin/disclosures/person/{far_person}/change/          LL LL 00 00 00 00 00 00 00 00 .+ 00
/admin/disclosures/person/{far_person}/history/         LL LL 00 00 00 00 00 00 00 00 .. 00
/admin/disclosures/person/{far_person}/password/        LL LL 00 00 00 00 00 00 00 00 .+ 00
/admin/disclosures/person/{superuser}/change/           LL LL 00 00 00 00 00 00 00 00 00 00
/admin/disclosures/person/{superuser}/history/          LL LL 00 00 00 00 00 00 00 00 00 00
/admin/disclosures/person/{superuser}/password/         LL LL 00 00 00 00 00 00 00 00 00 00
/admin/disclosures/person/{person}/delete/              LL LL 00 00 00 00 00 00 00 xx xx 00
/admin/disclosures/person/{far_person}/delete/          LL LL 00 00 00 00 00 00 00 00 xx 00
/admin/disclosures/person/{person}/                     LL LL >> >> >> >> >> >> >> >> >> >>
/admin/disclosures/disclosure/                          LL LL xx xx xx xx .. .. .. xx .. ..
/admin/disclosures/disclosure/add/                      LL LL xx xx xx xx xx xx xx xx xx xx
/admin/disclosures/disclosure/{disclosure}/change/      LL LL 00 00 00 00 .x .x 00 00 .x .x
/admin/disclosures/disclosure/{disclosure}/history/     LL LL 00 00 00 00 .. .. 00 00 .. ..
/admin/disclosures/disclosure/{far_disclosure}/change/  LL LL 00 00 00 00 00 00 .x 00 .x 00
/admin/disclosures/disclosure/{far_disclosure}/history/ LL LL 00 00 00 00 00 00 .. 00 .. 00
/admin/disclosures/disclosure/{disclosure}/delete/      LL LL 00 00 00 00 xx xx 00 00 xx xx
/admin/disclosures/disclosure/{disclosure}/             LL LL >> >> >> >> >> >> >> >> >> >>
/admin/disclosures/planchange/                          LL LL xx .. .. .. .. .. .. xx xx ..
/admin/disclosures/planchange/add/                      LL LL xx xx xx xx xx xx xx xx xx xx
/admin/disclosures/planchange/{change}/change/          LL LL 00 .x .x 00 00 00 00 00 00 .x
/admin/disclosures/planchange/{change}/history/         LL LL 00 .. .. 00 00 00 00 00 00 ..
/admin/disclosures/planchange/{far_change}/change/      LL LL 00 00 00 00 00 00 00 00 00 00
/admin/disclosures/planchange/{far_change}/history/     LL LL 00 00 00 00 00 00 00 00 00 00
/admin/disclosures/planchange/{change}/delete/          LL LL 00 xx xx 00 00 00 00 00 00 xx
/admin/disclosures/planchange/{change}/                 LL LL >> >> >> >> >> >> >> >> >> >>
/admin/disclosures/submissionevent/                     LL LL xx .. .. .. .. .. .. xx xx ..
/admin/disclosures/submissionevent/add/                 LL LL xx xx xx xx xx xx xx xx xx xx
/admin/disclosures/submissionevent/{event}/change/      LL LL 00 .x .x 00 .x .x 00 00 00 .x
/admin/disclosures/submissionevent/{event}/history/     LL LL 00 .. .. 00 .. .. 00 00 00 ..
/admin/disclosures/submissionevent/{far_event}/change/  LL LL 00 00 00 00 00 00 .x 00 00 00
/admin/disclosures/submissionevent/{far_event}/history/ LL LL 00 00 00 00 00 00 .. 00 00 00
/admin/disclosures/submissionevent/{event}/delete/      LL LL 00 xx xx 00 xx xx 00 00 00 xx
/admin/disclosures/submissionevent/{event}/             LL LL >> >> >> >> >> >> >> >> >> >>
/admin/disclosures/rulesetting/                         LL LL xx xx xx xx .. .+ .+ xx .+ .+
/admin/disclosures/rulesetting/add/                     LL LL xx xx xx xx xx .+ .. xx .+ .+
/admin/disclosures/rulesetting/{rule}/change/           LL LL 00 00 00 00 .x .+ 00 00 .+ .+
/admin/disclosures/rulesetting/{rule}/history/          LL LL 00 00 00 00 .. .. 00 00 .. ..
/admin/disclosures/rulesetting/{far_rule}/change/       LL LL 00 00 00 00 00 00 .+ 00 .+ 00
/admin/disclosures/rulesetting/{far_rule}/history/      LL LL 00 00 00 00 00 00 .. 00 .. 00
/admin/disclosures/rulesetting/{rule}/delete/           LL LL 00 00 00 00 xx .+ 00 00 .+ .+
/admin/disclosures/rulesetting/{far_rule}/delete/       LL LL 00 00 00 00 00 00 .+ 00 .+ 00
/admin/disclosures/rulesetting/{rule}/                  LL LL >> >> >> >> >> >> >> >> >> >>
/admin/disclosures/roster/                              LL LL xx xx xx xx .. .+ .+ xx .+ .+
/admin/disclosures/roster/add/                          LL LL xx xx xx xx xx .+ .. xx .+ .+
/admin/disclosures/roster/{roster}/change/              LL LL 00 00 00 00 .x .+ 00 00 .+ .+
/admin/disclosures/roster/{roster}/history/             LL LL 00 00 00 00 .. .. 00 00 .. ..
/admin/disclosures/roster/{far_roster}/change/          LL LL 00 00 00 00 00 00 .+ 00 .+ 00
/admin/disclosures/roster/{far_roster}/history/         LL LL 00 00 00 00 00 00 .. 00 .. 00
/admin/disclosures/roster/{roster}/delete/              LL LL 00 00 00 00 xx .+ 00 00 .+ .+
/admin/disclosures/roster/{far_roster}/delete/          LL LL 00 00 00 00 00 00 .+ 00 .+ 00
/admin/disclosures/roster/{roster}/                     LL LL >> >> >> >> >> >> >> >> >> >>
/admin/disclosures/disclosedalias/                      LL LL xx xx xx xx xx xx xx .+ .+ xx
/admin/disclosures/disclosedalias/add/                  LL LL xx xx xx xx xx xx xx .+ .+ xx
/admin/disclosures/disclosedalias/{alias}/change/       LL LL xx xx xx xx xx xx xx .+ .+ xx
/admin/disclosures/disclosedalias/{alias}/history/      LL LL xx xx xx xx xx xx xx .. .. xx
/admin/disclosures/disclosedalias/{alias}/delete/       LL LL xx xx xx xx xx xx xx .+ .+ xx
/admin/disclosures/disclosedalias/{alias}/              LL LL >> >> >> >> >> >> >> >> >> >>
/admin/disclosures/disclosedowner/                           LL LL xx xx xx xx xx xx xx .. .. xx
/admin/disclosures/disclosedowner/add/                       LL LL xx xx xx xx xx xx xx .. .. xx
/admin/disclosures/disclosedowner/{owner}/change/            LL LL 00 00 00 00 00 00 00 .+ .+ 00
/admin/disclosures/disclosedowner/{owner}/history/           LL LL 00 00 00 00 00 00 00 .. .. 00
/admin/disclosures/disclosedowner/{far_owner}/change/        LL LL 00 00 00 00 00 00 00 00 .+ 00
/admin/disclosures/disclosedowner/{far_owner}/history/       LL LL 00 00 00 00 00 00 00 00 .. 00
/admin/disclosures/disclosedowner/{owner}/delete/            LL LL 00 00 00 00 00 00 00 xx .+ 00
/admin/disclosures/disclosedowner/{far_owner}/delete/        LL LL 00 00 00 00 00 00 00 00 .+ 00
/admin/disclosures/disclosedowner/{owner}/                   LL LL >> >> >> >> >> >> >> >> >> >>
/admin/disclosures/disclosedsuccession/                           LL LL xx xx xx xx xx xx xx .. .. xx
/admin/disclosures/disclosedsuccession/add/                       LL LL xx xx xx xx xx xx xx .. .. xx
/admin/disclosures/disclosedsuccession/{succession}/change/            LL LL 00 00 00 00 00 00 00 .+ .+ 00
/admin/disclosures/disclosedsuccession/{succession}/history/           LL LL 00 00 00 00 00 00 00 .. .. 00
/admin/disclosures/disclosedsuccession/{far_succession}/change/        LL LL 00 00 00 00 00 00 00 00 .+ 00
/admin/disclosures/disclosedsuccession/{far_succession}/history/       LL LL 00 00 00 00 00 00 00 00 .. 00
/admin/disclosures/disclosedsuccession/{succession}/delete/            LL LL 00 00 00 00 00 00 00 .+ .+ 00
/admin/disclosures/disclosedsuccession/{far_succession}/delete/        LL LL 00 00 00 00 00 00 00 00 .+ 00
/admin/disclosures/disclosedsuccession/{succession}/                   LL LL >> >> >> >> >> >> >> >> >> >>
/admin/indicators/region/                               LL LL xx xx xx xx xx xx xx .. .+ xx
/admin/indicators/region/add/                           LL LL xx xx xx xx xx xx xx xx .+ xx
/admin/indicators/region/{region}/change/               LL LL 00 00 00 00 00 00 00 .+ .+ 00
/admin/indicators/region/{region}/history/              LL LL 00 00 00 00 00 00 00 .. .. 00
/admin/indicators/region/{far_region}/change/           LL LL 00 00 00 00 00 00 00 00 .+ 00
/admin/indicators/region/{far_region}/history/          LL LL 00 00 00 00 00 00 00 00 .. 00
/admin/indicators/region/{region}/delete/               LL LL 00 00 00 00 00 00 00 xx .. 00
/admin/indicators/region/{spare}/delete/                LL LL 00 00 00 00 00 00 00 00 .+ 00
/admin/indicators/region/{region}/                      LL LL >> >> >> >> >> >> >> >> >> >>
/admin/indicators/department/                           LL LL xx xx xx xx .. .. .. .+ .+ ..
/admin/indicators/department/add/                       LL LL xx xx xx xx xx xx xx .+ .+ xx
/admin/indicators/department/{department}/change/       LL LL 00 00 00 00 .x .x 00 .+ .+ .x
/admin/indicators/department/{department}/history/      LL LL 00 00 00 00 .. .. 00 .. .. ..
/admin/indicators/department/{far_department}/change/   LL LL 00 00 00 00 00 00 .x 00 .+ 00
/admin/indicators/department/{far_department}/history/  LL LL 00 00 00 00 00 00 .. 00 .. 00
/admin/indicators/department/{unused}/delete/           LL LL 00 00 00 00 xx xx 00 .+ .+ xx
/admin/indicators/department/{far_unused}/delete/       LL LL 00 00 00 00 00 00 xx 00 .+ 00
/admin/indicators/department/{department}/delete/       LL LL 00 00 00 00 xx xx 00 .. .. xx
/admin/indicators/department/{department}/              LL LL >> >> >> >> >> >> >> >> >> >>
/admin/indicators/fiscalyear/                           LL LL xx xx xx xx .. .+ .+ xx .+ .+
/admin/indicators/fiscalyear/add/                       LL LL xx xx xx xx xx .+ .. xx .+ .+
/admin/indicators/fiscalyear/{year}/change/             LL LL 00 00 00 00 .x .+ 00 00 .+ .+
/admin/indicators/fiscalyear/{year}/history/            LL LL 00 00 00 00 .. .. 00 00 .. ..
/admin/indicators/fiscalyear/{far_year}/change/         LL LL 00 00 00 00 00 00 .+ 00 .+ 00
/admin/indicators/fiscalyear/{far_year}/history/        LL LL 00 00 00 00 00 00 .. 00 .. 00
/admin/indicators/fiscalyear/{mistaken}/delete/         LL LL 00 00 00 00 xx .+ 00 00 .+ .+
/admin/indicators/fiscalyear/{far_mistaken}/delete/     LL LL 00 00 00 00 00 00 .+ 00 .+ 00
/admin/indicators/fiscalyear/{year}/delete/             LL LL 00 00 00 00 xx .. 00 00 .. ..
/admin/indicators/fiscalyear/{year}/                    LL LL >> >> >> >> >> >> >> >> >> >>
/admin/indicators/standardindicator/                    LL LL xx xx xx xx .. .. .. .. .+ ..
/admin/indicators/standardindicator/add/                LL LL xx xx xx xx xx xx xx .+ .+ xx
/admin/indicators/standardindicator/{standard}/change/  LL LL xx xx xx xx .x .x .x .+ .+ .x
/admin/indicators/standardindicator/{standard}/history/ LL LL xx xx xx xx .. .. .. .. .. ..
/admin/indicators/standardindicator/{standard}/delete/  LL LL xx xx xx xx xx xx xx xx .+ xx
/admin/indicators/standardindicator/{standard}/         LL LL >> >> >> >> >> >> >> >> >> >>
/admin/indicators/subject/                              LL LL xx xx xx xx .. .. .. .. .+ ..
/admin/indicators/subject/add/                          LL LL xx xx xx xx xx xx xx .+ .+ xx
/admin/indicators/subject/{subject}/change/             LL LL xx xx xx xx .x .x .x .+ .+ .x
/admin/indicators/subject/{subject}/history/            LL LL xx xx xx xx .. .. .. .. .. ..
/admin/indicators/subject/{subject}/delete/             LL LL xx xx xx xx xx xx xx xx .+ xx
/admin/indicators/subject/{subject}/                    LL LL >> >> >> >> >> >> >> >> >> >>
"""


def rows() -> dict[str, list[str]]:
    """Address → a cell for every column."""
    lines = [line.split() for line in TABLE.splitlines() if line.strip() and not line.startswith("#")]
    return {address: cells for address, *cells in lines}


def state() -> list:
    """Everything that the two apps keep, without what a look may remember of it."""
    models = [model for app in ("disclosures", "indicators") for model in apps.get_app_config(app).get_models()]
    models.remove(RememberedFindings)
    return [list(model.objects.order_by("pk").values_list()) for model in models]


@contextmanager
def writes() -> Iterator[list[str]]:
    """The statements that write to the tables of the two apps while this lasts."""
    found = []

    def note(execute, sql, params, many, context):
        kept = ("disclosures_" in sql or "indicators_" in sql) and RememberedFindings._meta.db_table not in sql
        if kept and sql.startswith(("INSERT", "UPDATE", "DELETE")):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def form_of(address: str, world: dict) -> dict:
    """What the page would send to the address for somebody who may; every box to pick from is ticked."""
    username, page, typed = FORMS.get(address, (None, "", {}))
    typed = {name: filled(value, world) for name, value in typed.items()}
    if username is None:
        return typed
    client = Client()
    client.force_login(some(username))
    target = address.format_map(world)
    shown = client.get(page.format_map(world) or target)
    forms = lxml.html.fromstring(shown.content.decode()).forms
    form = next(one for one in forms if one.method == "POST" and (one.action or target).split("?")[0] == target)
    values = defaultdict(list)
    for name, value in form.form_values():
        if "__" not in name:  # not the blank rows that scripts copy
            values[name].append(value.removeprefix("\n"))
    return values | {"pick": form.xpath(".//input[@name='pick']/@value")} | typed


def filled(value, world: dict):
    """What is typed, with the ids of the world in it; a file is the plan itself as our template."""
    if isinstance(value, list):
        return [filled(one, world) for one in value]
    if value.startswith("file of "):
        submission = Submission.objects.get(pk=world[value.removeprefix("file of ")])
        return SimpleUploadedFile("plan.xlsx", FORMATS["xlsx"][2](assemble(submission)))
    return value.format_map(world)


def asked(client: Client, ask, before: list) -> str:
    """The letter for the answer to one request; everything is left as it was."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        with writes() as written:
            response = ask()
        changed = bool(written) and state() != before
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code == 302 and response.url.startswith("/admin/login/"):
        return "L"
    return "+" if changed else SYMBOLS.get(response.status_code, f"({response.status_code})")


def client_of(column: str) -> Client:
    """The browser of a person of the cast."""
    client, person = Client(raise_request_exception=False), logged_in_as(column)
    if person:
        client.force_login(person)
    if column == "D":
        person.is_active = False
        person.save()
    return client


def measured(column: str) -> dict[str, str]:
    """Address → the cell of one person."""
    world = make_world()
    forms = {address: form_of(address, world) for address in rows()}
    client = client_of(column)
    before = state()
    cells = {}
    for address, form in forms.items():
        place = address.format_map(world)
        looked = asked(client, partial(client.get, place), before)
        cells[address] = looked + asked(client, partial(client.post, place, form), before)
    return cells


@pytest.mark.parametrize("column", CAST)
def test_each_person_gets_the_answers_of_the_table(column):
    place = list(CAST).index(column)
    assert measured(column) == {address: cells[place] for address, cells in rows().items()}


def routes(patterns=None, before: str = "") -> Iterator[str]:
    """Every address of the desk and the admin, as the resolver spells it."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(one.pattern).removeprefix("^")
        if isinstance(one, URLPattern):
            yield here
        elif here.startswith("admin/"):
            yield from routes(one.url_patterns, here)


def places() -> list[str]:
    """Every address of the table, in a world where the ids are all 1."""
    return [address.format_map(defaultdict(lambda: 1)) for address in rows()]


@pytest.mark.parametrize("username", [None, "newcomer", "wang", "administrator"])
def test_no_answer_of_the_desk_is_stored(username):
    """Pages, files, redirects to the log-in and refusals alike, of an address with something behind it or nothing."""
    client = Client()
    if username:
        client.force_login(cast.person(username) if username == "newcomer" else some(username))
    kept = {}
    for place in places():
        for answer in (client.get(place), client.post(place)):
            kept[place, answer.status_code] = answer.get("Cache-Control", "")
    assert set(kept.values()) == {"max-age=0, no-cache, no-store, must-revalidate, private"}


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_the_desk_takes_no_other_method(method):
    """Whoever asks, with or without a CSRF token."""
    nobody, wang = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    wang.force_login(some("wang"))
    answers = [getattr(client, method)(place) for client in (nobody, wang) for place in places()]
    assert {(answer.status_code, answer["Allow"]) for answer in answers} == {(405, "GET, HEAD, POST")}
    assert {answer.content.decode() for answer in answers} == {"此网址不接受这种请求。"}


def test_every_address_has_a_row_and_every_row_an_address():
    covered = {resolve(place.split("?")[0]).route for place in places()}
    assert covered == {route for route in routes() if route.startswith("admin/")}


def test_the_table_has_a_cell_for_everybody():
    assert {len(cells) for cells in rows().values()} == {len(CAST)}


def test_what_is_typed_belongs_to_a_row():
    assert set(FORMS) <= set(rows())


#: Column → model → which of the chosen rows an action of the list deletes.
DELETED_BY_ACTION = {
    "S": {"department": ["unused"]},
    "L": {"fiscalyear": ["mistaken"], "roster": ["roster"], "rulesetting": ["rule"]},
    "O": {"fiscalyear": ["far_mistaken"], "roster": ["far_roster"], "rulesetting": ["far_rule"]},
    "T": {"fiscalyear": ["mistaken"], "roster": ["roster"], "rulesetting": ["rule"]},
    "U": {
        "department": ["unused", "far_unused"],
        "fiscalyear": ["mistaken", "far_mistaken"],
        "roster": ["roster", "far_roster"],
        "rulesetting": ["rule", "far_rule"],
    },
}


@pytest.mark.parametrize("column", DELETED_BY_ACTION)
def test_an_action_of_a_list_reaches_the_own_rows_only(column):
    world, client = make_world(), client_of(column)
    gone = {}
    for address in (
        "/admin/disclosures/roster/",
        "/admin/disclosures/rulesetting/",
        "/admin/indicators/department/",
        "/admin/indicators/fiscalyear/",
    ):
        app, model = address.split("/")[2:4]
        chosen = [row.strip("{}") for row in FORMS[address][2]["_selected_action"]]
        client.post(address, form_of(address, world))
        left = set(apps.get_model(app, model).objects.values_list("pk", flat=True))
        gone |= {model: [row for row in chosen if world[row] not in left]}
    assert {model: rows for model, rows in gone.items() if rows} == DELETED_BY_ACTION[column]


#: Column → the plans that a batch approves when every plan of the world is put into it by hand.
APPROVED_BY_BATCH = {"R": [], "L": ["mine", "sent"], "O": [], "T": ["sent"], "S": [], "U": [], "H": []}


@pytest.mark.parametrize("column", APPROVED_BY_BATCH)
def test_a_batch_reaches_the_own_region_and_nothing_one_submitted(column):
    world, client = make_world(), client_of(column)
    ReviewNote.objects.all().delete()  # a batch leaves over what has open notes
    plans = ("draft", "sent", "mine", "secret", "other", "far", "far_sent")
    submissions = Submission.objects.select_related("plan").in_bulk([world[plan] for plan in plans])
    tickets = [
        ":".join(map(str, (pk, one.status, one.plan.revision, one.plan.content_sha256)))
        for pk, one in submissions.items()
    ]
    client.post("/admin/review/batch/approve/", {"start": "1", "ticket": tickets})
    client.post("/admin/review/batch/approve/run/", {"handled": "0"})
    approved = Submission.objects.filter(pk__in=submissions, status="approved").values_list("pk", flat=True)
    assert sorted(plan for plan in plans if world[plan] in approved) == APPROVED_BY_BATCH[column]


def test_a_popup_is_no_way_around():
    """The same pages in a pop-up, or asked for another key, answer as they do otherwise."""
    world, client = make_world(), client_of("S")
    for query in ("_popup=1", "_to_field=id", "_popup=1&_to_field=id"):
        assert client.get(f"/admin/indicators/department/add/?{query}").status_code == 200
        assert client.get(f"/admin/indicators/department/{world['far_department']}/change/?{query}").status_code == 404
        assert "昌黎" not in client.get(f"/admin/indicators/department/?{query}").content.decode()


#: Column → the departments that the field for a membership offers to it.
OFFERED = {
    "C": None,
    "R": ["345001 山海关区文化馆", "345002 山海关区体育馆", "345003 山海关区档案馆"],
    "O": ["345009 昌黎县图书馆", "345010 昌黎县文化馆", "345011 昌黎县体育馆"],
    "S": ["345001 山海关区文化馆", "345002 山海关区体育馆", "345003 山海关区档案馆"],
}


@pytest.mark.parametrize("column", OFFERED)
def test_an_autocomplete_offers_what_is_in_scope(column):
    make_world()
    answer = client_of(column).get(f"/admin/autocomplete/?{DEPARTMENTS}345")
    if OFFERED[column] is None:
        assert answer.status_code == 403
        return
    assert [one["text"] for one in answer.json()["results"]] == OFFERED[column]
