"""The answers of the API: pages of rows, its description, and refusals that say what is wrong, all as JSON."""

import re
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page

from disclosures.exports.tables import json_row
from disclosures.public.api.cursors import WrongCursorError, cursor_after, read_cursor
from disclosures.public.api.resources import RESOURCES, Gathered, Listed
from disclosures.public.pages import public_page
from disclosures.public.records import Row
from disclosures.public.site import TERMS
from disclosures.public.views.search import WrongQuestionError, answer_of

METHODS = ("GET", "HEAD", "OPTIONS")
LARGEST, USUAL = 500, 100
_PAGING = ("limit", "cursor")
_OPENAPI = Path(__file__).with_name("openapi.json")
_LIMIT = re.compile("[0-9]{1,3}")


class RefusedError(ValueError):
    """A question that cannot be answered: a Chinese sentence, and the parameter it is about."""

    def __init__(self, sentence: str, parameter: str = "", status: int = 400):
        super().__init__(sentence)
        self.sentence, self.parameter, self.status = sentence, parameter, status


def api_view(view):
    """A view for programs from any site: reading only, always revalidated, refusals as JSON."""

    @gzip_page
    @conditional_page
    @cache_control(public=True, no_cache=True)
    def answer(request, *args, **place):
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
        elif request.method not in METHODS:
            response = _refusal(RefusedError("接口只供读取，只接受 GET、HEAD 和 OPTIONS 请求。", status=405))
        else:
            try:
                response = view(request, *args, **place)
            except RefusedError as refused:
                response = _refusal(refused)
        return response

    @csrf_exempt
    @wraps(view)
    def open_answer(request, *args, **place):
        return open_to_all(answer(request, *args, **place))

    return open_answer


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Let pages of any site read the answer; none of them can send anything with it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    if response.status_code in (204, 405):
        response["Allow"] = response["Access-Control-Allow-Methods"] = ", ".join(METHODS)
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
    return response


@api_view
def resource(request, name):
    """A page of a resource: `{"results", "next", "next_cursor", "count"}`."""
    found = RESOURCES.get(name)
    if found is None:
        raise RefusedError(f"接口没有“{name[:40]}”，可用的有：{'、'.join(RESOURCES)}。", status=404)
    asked = _read(request, name, found)
    page = _listed(found, request, asked) if isinstance(found, Listed) else _gathered(found, request, asked)
    answer: dict[str, Any] = {"count": page.count, "next": None, "next_cursor": None}
    if page.last is not None:
        query = request.GET.copy()
        query["cursor"] = answer["next_cursor"] = cursor_after(asked.question, page.last, page.count)
        answer["next"] = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    answer["results"] = list(map(json_row(found.table.columns), page.rows))
    return _json(answer)


@api_view
def search(request):
    """What a question finds, in groups: `{"q", "groups"}`."""
    _check_parameters(request, ("q", "kind"))
    if "q" not in request.GET:
        raise RefusedError("请用参数 q 写上要找的字词。", "q")
    try:
        return _json(answer_of(request))
    except WrongQuestionError as wrong:
        raise RefusedError(str(wrong)) from wrong


@api_view
def openapi(request):
    """The description of the API for programs."""
    return HttpResponse(_OPENAPI.read_bytes(), "application/json")


@public_page
def docs(request):
    """The description of the API for people."""
    context = {"resources": RESOURCES, "largest": LARGEST, "usual": USUAL, "terms": TERMS}
    return render(request, "public/api.html", context)


@dataclass(frozen=True)
class Asked:
    """A question: the resource with the filters, the largest page that is wanted, behind which row it begins (None for
    the first page), and how many rows there were at the first page (None for the first)."""

    question: dict[str, str]
    site: str
    limit: int
    after: Any = None
    count: int | None = None


@dataclass(frozen=True)
class Page:
    """Some rows, behind which row the next page begins (None for the last page), and how many rows there are in all."""

    rows: list[Row]
    last: Any
    count: int


def _check_parameters(request: HttpRequest, known: tuple[str, ...]) -> None:
    """Raise RefusedError for a parameter that is not known, empty, or given twice."""
    for parameter in request.GET:
        if parameter not in known:
            raise RefusedError(f"不认识参数 {parameter[:40]}，这里可用的有：{'、'.join(known)}。", parameter[:40])
        if len(request.GET.getlist(parameter)) > 1:
            raise RefusedError(f"参数 {parameter} 写了不止一次，只能写一次。", parameter)
        if not request.GET[parameter].strip():
            raise RefusedError(f"参数 {parameter} 是空的，请写上值或者去掉它。", parameter)


def _read(request: HttpRequest, name: str, found: Listed | Gathered) -> Asked:
    """What is asked. Raises RefusedError."""
    _check_parameters(request, (*found.parameters, *_PAGING))
    question = {one: request.GET[one] for one in found.parameters if one in request.GET} | {"resource": name}
    limit = request.GET.get("limit", str(USUAL))
    if not (_LIMIT.fullmatch(limit) and 1 <= int(limit) <= LARGEST):
        raise RefusedError(f"参数 limit 须是 1 到 {LARGEST} 的整数。", "limit")
    asked = Asked(question, request.build_absolute_uri("/")[:-1], int(limit))
    if "cursor" not in request.GET:
        return asked
    try:
        after, count = read_cursor(question, request.GET["cursor"])
    except WrongCursorError as error:
        words = "参数 cursor 不是这个问题的，或者已被改动。请去掉 cursor，从第一页取起。"
        raise RefusedError(words, "cursor") from error
    return replace(asked, after=after, count=count)


def _listed(found: Listed, request: HttpRequest, asked: Asked) -> Page:
    """A page of rows of the database. Raises RefusedError where a filter cannot be answered."""
    filters = found.filters(request.GET, found.published())
    wrong = [name for name in filters.form.fields if name in filters.errors]
    if wrong:
        raise RefusedError(f"参数 {wrong[0]} 不能用：{filters.wrong()[0].words}", wrong[0])
    rows = filters.qs
    behind = found.records.page(rows, asked.site, asked.after or 0, asked.limit + 1)
    last = behind[asked.limit - 1][0] if len(behind) > asked.limit else None
    count = asked.count
    if count is None:
        count = len(behind) if last is None else rows.order_by().count()
    return Page([row for _, row in behind[: asked.limit]], last, count)


def _gathered(found: Gathered, request: HttpRequest, asked: Asked) -> Page:
    """The same for rows that are gathered whole."""
    region = request.GET.get("region")
    rows = [row for row in found.rows(asked.site) if region in (None, row[0])]
    if region is not None and not rows:
        raise RefusedError(f"参数 region 不能用：区划“{region[:20]}”没有公开的信息。", "region")
    keyed = [([row[place] for place in found.key], row) for row in rows]
    behind = [one for one in keyed if asked.after is None or one[0] > asked.after]
    last = behind[asked.limit - 1][0] if len(behind) > asked.limit else None
    return Page([row for _, row in behind[: asked.limit]], last, len(rows))


def _refusal(refused: RefusedError) -> JsonResponse:
    parameter = {"parameter": refused.parameter} if refused.parameter else {}
    return _json({"error": refused.sentence} | parameter, status=refused.status)


def _json(content: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
