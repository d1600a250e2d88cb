"""Whether everything published is still what it was: hashes, the chain, what the public reads, and the record."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosures.document.as_json import NotADocument, body_text, from_text, sha256
from disclosures.document.model import DepartmentRef, Document, RegionRef
from disclosures.models import (
    DisclosedFile,
    Disclosure,
    DisclosureBody,
    DisclosureChain,
    SourceFile,
    SubmissionEvent,
)
from disclosures.models.disclosure import CHAIN_START
from disclosures.publication.bypasses import bypass_troubles
from disclosures.publication.counts import sum_troubles
from disclosures.publication.flat_rows import CURRENT_ONLY, flat_row_troubles
from disclosures.publication.public_rows import figures
from disclosures.publication.publishing import offered_block, publication_block
from disclosures.publication.record_verification import record_troubles
from disclosures.publication.search_index import index_troubles
from disclosures.publication.triggers import trigger_troubles
from disclosures.publication.unreadable import dangling_troubles, unless_unreadable


@dataclass
class Verification:
    """How many bodies were read; which were erased by law; what was altered, a Chinese sentence each."""

    bodies: int = 0
    erased: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)


def verify() -> Verification:
    """Recompute every hash and the chain from the first body to the head, and compare what is shown with the bodies
    and with the record of what was done.

    Reads one body at a time; changes nothing. What is published meanwhile is not taken for an alteration.
    """
    result = Verification()
    stages = {
        "公开链": _chain_troubles(result),
        "公开版本": _frame_troubles(),
        "公开计数": sum_troubles(),
        "搜索索引": index_troubles(),
        "原件": _source_troubles(),
        "触发器": trigger_troubles(),
        "数据库的表": bypass_troubles(),
        "表与表的关联": dangling_troubles(),
        "办理记录": record_troubles(),
    }
    for name, troubles in stages.items():
        result.altered += unless_unreadable(name, troubles)
    return result


def _chain_troubles(result: Verification) -> Iterator[str]:
    """Yield what is wrong in the chain of bodies; count them, and note those that were erased."""
    head = _head()
    sequence, previous = 0, CHAIN_START
    passed_head = head == (sequence, previous)
    for pk, number, own in (
        DisclosureBody.objects.order_by("sequence").values_list("pk", "sequence", "sha256").iterator()
    ):
        result.bodies += 1
        if number != sequence + 1:
            yield f"公开链在第{sequence}份之后缺少第{sequence + 1}份"
        yield from unless_unreadable(f"第{number}份公开全文", _place_troubles(pk, previous, result))
        sequence, previous = number, own
        passed_head = passed_head or head == (sequence, previous)
    if not passed_head or _head()[0] < sequence:
        yield f"公开链的末端记为第{_head()[0]}份，实际到第{sequence}份，或指纹不同"


def _place_troubles(pk: int, previous: str, result: Verification) -> Iterator[str]:
    """What is wrong with the one body behind the body with the hash `previous`, erased or not."""
    body = DisclosureBody.objects.select_related("disclosure").get(pk=pk)
    if body.previous_sha256 != previous:
        yield f"{_name(body)}：与前一份的指纹接不上"
    if not body.erased_at:
        if body.erased_reason or body.erased_by:
            yield f"{_name(body)}：没有清除，却有清除原因或经办人"
        yield from (f"{_name(body)}：{trouble}" for trouble in _body_troubles(body))
        return
    result.erased.append(f"{_name(body)}：全文已依法清除（{body.erased_reason}；经办人{body.erased_by}），指纹保留")
    if body.text or body.disclosure.current:
        yield f"{_name(body)}：已清除，却仍有全文或仍是现行版本"


def _head() -> tuple[int, str]:
    head = DisclosureChain.objects.first() or DisclosureChain()
    return head.sequence, head.sha256


def _frame_troubles() -> Iterator[str]:
    """What is wrong outside the bodies: versions without a body, copies without right."""
    for disclosure in Disclosure.objects.filter(body__isnull=True):
        yield f"{disclosure}：没有全文"
    for model in CURRENT_ONLY:
        for row in model.objects.filter(disclosure__current=False).select_related("disclosure"):
            yield f"{row.disclosure}：不是现行版本，却仍有{model._meta.verbose_name}“{row}”"


def _source_troubles() -> Iterator[str]:
    """Every file that came in still is what it was, but for those erased with a submission they were read for."""
    for pk, own in SourceFile.objects.order_by("pk").values_list("pk", "sha256").iterator():
        yield from unless_unreadable(f"原件 {own[:12]}", _file_content_troubles(pk))


def _file_content_troubles(pk: int) -> Iterator[str]:
    source = SourceFile.objects.get(pk=pk)
    if source.erased_at:
        erasures = SubmissionEvent.objects.filter(action=SubmissionEvent.Action.ERASE, at__gte=source.erased_at)
        if not erasures.filter(submission__source_files=source).exists():
            yield f"原件 {source.sha256[:12]} 被清除，却没有依法清除的办理记录"
        if source.name or bytes(source.content):
            yield f"原件 {source.sha256[:12]} 已清除，却仍有文件名或内容"
    elif (hashlib.sha256(bytes(source.content)).hexdigest(), len(source.content)) != (source.sha256, source.size):
        yield f"原件“{source.name}”与其指纹不符"


def _body_troubles(body: DisclosureBody) -> Iterator[str]:
    if sha256(body.text) != body.sha256:
        yield "全文与指纹不符"
        return
    try:
        document = from_text(body.text)
    except NotADocument as error:
        yield f"全文读不出来：{error}"
        return
    values = json.loads(body.text)
    publication = values.pop("publication", None)
    publication = publication if isinstance(publication, dict) else {}
    yield from _version_troubles(body, document, publication)
    if sha256(body_text(values)) != body.disclosure.content_sha256:
        yield "内容指纹与全文不符"
    if body.disclosure.current:
        offered = {name: value for name, value in publication.items() if name in offered_block(None)}
        troubles = [*flat_row_troubles(body.disclosure, document), *_file_troubles(body.disclosure, offered)]
        if troubles and Disclosure.objects.current().filter(pk=body.disclosure_id).exists():
            yield from troubles


def _version_troubles(body: DisclosureBody, document: Document, publication: dict) -> Iterator[str]:
    """The version's own columns against the body."""
    version = body.disclosure
    expected = publication_block(version, body.sequence, body.previous_sha256)
    if {name: publication.get(name) for name in expected} != expected:
        yield "版次、公开时间或链上位置与全文不符"
    region = RegionRef(version.region_code, version.region_name)
    department = DepartmentRef(version.department_code, version.department_name)
    if (document.region, document.department, document.fiscal_year) != (region, department, version.fiscal_year):
        yield "区划、单位或年度与全文不符"
    expected = figures(document)
    if {name: getattr(version, name) for name in expected} != expected:
        yield "项目数、指标数或合计与全文不符"


def _file_troubles(version: Disclosure, offered: dict) -> Iterator[str]:
    """The file that is offered against what the body says of it; `offered` is empty in bodies that say nothing."""
    files = DisclosedFile.objects.filter(disclosure=version).select_related("source").defer("source__content")
    file = files.first()
    if offered and offered != offered_block(file):
        yield "提供下载的原件不是全文所载的原件"
    elif file and offered_block(file) != offered_block(file.source):
        yield f"提供下载的原件“{file.name}”与收到的原件不符"


def _name(body: DisclosureBody) -> str:
    return f"第{body.sequence}份 {body.disclosure}"
