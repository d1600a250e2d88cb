"""What is answered when something broke: plain pages that need no template, no static file and no database."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.views.defaults import bad_request, page_not_found

from config.programs import is_for_programs, refusal
from disclosures.publication.kept_exports import Busy

RETRY_AFTER = 10  # seconds
_PAGE = """<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{heading} - {site}</title>
</head>
<body>
<main>
<h1>{heading}</h1>
<p>{words}</p>{sent}
<p><a href="/">回到首页</a></p>
</main>
</body>
</html>
"""
_SENT = "\n<p>刚才提交的内容可能没有保存。请用浏览器的“后退”回到原来的页面，恢复填写的内容，过一会儿再提交一次。</p>"
_BROKEN = (
    "系统暂时不能提供这个页面",
    "系统出了差错，已经留下记录。请过几分钟再试；如果仍然不行，请把网址告诉财政部门。",
)
_AWAY = ("系统暂时不能使用", "数据库暂时没有应答，恢复后即可照常使用。请过一会儿再试。")
_BUSY = ("系统正忙", "正在生成其他下载文件，请过一会儿再试。")


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for a request that cannot be read."""
    if is_for_programs(request):
        return refusal("请求无法识别。", 400)
    return bad_request(request, exception)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address where nothing is."""
    if is_for_programs(request):
        return refusal("没有这个网址。接口的说明在 /api/v1/。", 404)
    return page_not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer for an exception that nothing else answers for: 503 where the database is away, or where too many
    exports are being made; else 500. Django calls this while it handles the exception."""
    error = sys.exc_info()[1]
    if isinstance(error, (OperationalError, InterfaceError)):
        return _answer(request, 503, *_AWAY)
    if isinstance(error, Busy):
        return _answer(request, 503, *_BUSY)
    return _answer(request, 500, *_BROKEN)


def _answer(request: HttpRequest, status: int, heading: str, words: str) -> HttpResponse:
    if is_for_programs(request):
        return refusal(f"{heading}：{words}", status, RETRY_AFTER if status == 503 else None)
    sent = _SENT if request.method == "POST" else ""
    response = HttpResponse(
        _PAGE.format(heading=heading, words=words, sent=sent, site=escape(settings.SITE_NAME)), status=status
    )
    response["Cache-Control"] = "no-store"
    if status == 503:
        response["Retry-After"] = str(RETRY_AFTER)
    return response
