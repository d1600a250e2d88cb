"""The search over everything that is published, as a page and as JSON."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from disclosures.document.search_text import LONGEST_WORD, MOST_WORDS
from disclosures.models.disclosed_search import DisclosedKind
from disclosures.public.pages import public_page
from disclosures.public.search import Question
from disclosures.public.search_results import FINDERS, Group

#: How many hits of each group are shown, and how many where only one group is asked for.
SHOWN, SHOWN_OF_ONE = 10, 500
#: A question of more letters is refused.
LONGEST = 500


@dataclass(frozen=True)
class Sort:
    """What a kind of hits is called: in addresses, as a heading, as it is counted; `rest`: the list of all of them."""

    kind: DisclosedKind
    name: str
    title: str
    counted_as: str
    rest: str = ""


SORTS = (
    Sort(DisclosedKind.UNIT, "department", "单位", "个单位"),
    Sort(DisclosedKind.PROJECT, "project", "项目", "个项目", "public:projects"),
    Sort(DisclosedKind.INDICATOR, "indicator", "指标", "条指标", "public:indicators"),
    Sort(DisclosedKind.LINE, "statement_line", "报表行", "行", "public:subjects"),
)


class WrongQuestionError(ValueError):
    """Why a question cannot be answered, in a Chinese sentence."""


@public_page
def search(request: HttpRequest):
    """Everything that a question finds, in groups."""
    context: dict[str, Any] = {"q": request.GET.get("q", "").strip()}
    try:
        question, sorts = _asked(request)
    except WrongQuestionError as wrong:
        return render(request, "public/search.html", context | {"wrong": str(wrong)}, status=400)
    if question.words:
        shown = [(sort, _group(question, sort, sorts)) for sort in sorts]
        rest = {sort.name: _rest(sort, context["q"], group) for sort, group in shown}
        context |= {"groups": [(sort, group, rest[sort.name]) for sort, group in shown]}
        context |= {"found": [(sort, group) for sort, group in shown if group.count]}
    cut = " ".join(question.typed) != " ".join(dict.fromkeys(context["q"].split()))
    context |= {"question": question, "cut": cut, "most": MOST_WORDS, "longest": LONGEST_WORD}
    return render(request, "public/search.html", context)


@public_page
def search_json(request: HttpRequest):
    """The same as JSON."""
    try:
        answer, status = answer_of(request), 200
    except WrongQuestionError as wrong:
        answer, status = {"error": str(wrong)}, 400
    return JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})


def answer_of(request: HttpRequest) -> dict:
    """Return what a question finds, `{"q", "groups"}`, as JSON has it. Raises WrongQuestionError."""
    question, sorts = _asked(request)
    groups = [(sort, _group(question, sort, sorts)) for sort in sorts] if question.words else []
    return {"q": request.GET.get("q", "").strip(), "groups": [_as_json(sort, group) for sort, group in groups]}


def _asked(request: HttpRequest) -> tuple[Question, list[Sort]]:
    """The question, and what sorts of hits are wanted. Raises WrongQuestionError."""
    text, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    if wrong := sorted(request.GET.keys() - {"q", "kind"}):
        raise WrongQuestionError(f"不认得条件“{wrong[0][:20]}”，搜索只有 q（要找的字词）和 kind（类别）两个条件。")
    if len(text) > LONGEST:
        raise WrongQuestionError(f"要找的字词太长（{len(text)}字），请不超过{LONGEST}字。")
    sorts = [sort for sort in SORTS if kind in ("", sort.name)]
    if not sorts:
        raise WrongQuestionError(f"没有“{kind[:20]}”这个类别，可以是 {'、'.join(sort.name for sort in SORTS)}。")
    return Question(text), sorts


def _group(question: Question, sort: Sort, sorts: list[Sort]) -> Group:
    return FINDERS[sort.kind](question, SHOWN if len(sorts) > 1 else SHOWN_OF_ONE)


def _rest(sort: Sort, text: str, group: Group) -> str:
    """Where all hits of a sort are listed; "" where they are all shown."""
    if group.count <= len(group.results):
        return ""
    query = QueryDict(mutable=True)
    query["q"] = text
    if not sort.rest:
        query["kind"] = sort.name
    return f"{reverse(sort.rest or 'public:search')}?{query.urlencode()}"


def _as_json(sort: Sort, group: Group) -> dict:
    names = ("name", "url", "department", "fiscal_year")
    results = [{name: getattr(result, name) for name in names} for result in group.results]
    return {"kind": sort.name, "count": group.count, "results": results}
