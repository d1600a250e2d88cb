"""导入: a file is read and shown with all there is to say about it; accepting it stores it, giving up forgets it."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from disclosures.desk.entry.context import Entry, entry_of
from disclosures.desk.page import page
from disclosures.document.as_json import content_sha256
from disclosures.document.comparison import compare
from disclosures.document.difference_list import Listing, listing
from disclosures.document.model import Document
from disclosures.document.totals import total_of
from disclosures.importers.office_package import MAX_FILE
from disclosures.importers.refusal import Refused, refusing_the_unforeseen
from disclosures.intake.history import DATABASE_TROUBLE
from disclosures.intake.uploads import MovedOn, accept, read
from disclosures.models import SourceFile
from disclosures.people.permissions import NotAllowed
from disclosures.plans.limits import NotStorable
from disclosures.plans.source_files import keep_file
from disclosures.workflow.findings import Findings, findings_in

LAYOUTS = {"word": "Word 版式", "pdf": "PDF 转换的文本", "xlsx": "本系统的 Excel 模板"}
#: Where the session remembers which file a person handed in for which plan.
KEPT = "uploads"


class UploadForm(forms.Form):
    file = forms.FileField(
        label="文件",
        help_text="可以导入 .txt、.docx 文件和本系统导出的 .xlsx 模板，不超过 20 MB；旧版 .doc、.xls 请先另存。",
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.docx,.xlsx"}),
        error_messages={"required": "请先选择文件。"},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise ValidationError(f"文件超过 {MAX_FILE // 1024 // 1024} MB，不予读取。")
        return file


@dataclass(frozen=True)
class Preview:
    """What was read, beside what stands in the plan now."""

    document: Document
    current: Document
    findings: Findings
    differences: Listing

    @property
    def layout(self) -> str:
        return LAYOUTS[self.document.layout]

    @property
    def indicator_count(self) -> int:
        return sum(len(project.indicators) for project in self.document.projects)

    @property
    def total(self) -> Decimal | None:
        """The sum of 预算数 in yuan, withheld projects too; None where no project has one."""
        return total_of(self.document)

    @property
    def other_name(self) -> bool:
        """Whether the file calls the department otherwise: a code alone does not tell two regions apart."""
        return self.document.department.name not in ("", self.current.department.name)


def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a file; or see what was read of it, and accept it or give it up."""
    entry = entry_of(request.user, pk)
    if entry.closed:
        messages.error(request, entry.closed)
        return redirect("admin:desk-plan", pk)
    steps = {"read": _read, "accept": _accept, "discard": _discard}
    if request.method == "POST":
        return steps.get(request.POST.get("step", ""), _read)(request, entry)
    return _show(request, entry)


def _read(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Read the file; keep it and show it, or say why it was refused."""
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            document = read(entry.submission, file.name, content)
        except NotStorable as refusal:
            form.add_error("file", f"{refusal.message}。文件没有导入，计划没有改动。")
        else:
            kept = {"source": keep_file(entry.submission, document, content).pk, "name": file.name}
            request.session[KEPT] = request.session.get(KEPT, {}) | {str(entry.submission.pk): kept}
            return redirect("admin:desk-upload", entry.submission.pk)
    return _chooser(request, entry, form)


def _show(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The kept file beside the plan; without one the page to choose a file."""
    source, name = _file_handed_in(request, entry)
    if source is None:
        return _chooser(request, entry, UploadForm())
    try:
        with refusing_the_unforeseen(name, NotStorable, *DATABASE_TROUBLE):
            preview = _preview(entry, read(entry.submission, name, bytes(source.content)))
    except (NotStorable, Refused) as refusal:
        _forget(request, entry)
        messages.error(request, f"{refusal.message}。文件没有导入，计划没有改动。")
        return redirect("admin:desk-upload", entry.submission.pk)
    context = {"title": "导入", "entry": entry, "name": name, "source": source, "preview": preview}
    return page(request, "desk/exchange/preview.html", context | {"shown": content_sha256(entry.document)})


def _preview(entry: Entry, document: Document) -> Preview:
    findings = findings_in(entry.submission, document)
    return Preview(document, entry.document, findings, listing(compare(entry.document, document)))


def _accept(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Store the kept file, provided that file and plan are those the person was shown."""
    source, name = _file_handed_in(request, entry)
    if source is None or source.sha256 != request.POST.get("file"):
        messages.error(request, "没有找到要导入的文件，请重新选择。")
        return redirect("admin:desk-upload", entry.submission.pk)
    try:
        accept(entry.submission, source, name, request.POST.get("shown", ""), request.user)
    except MovedOn:
        messages.error(request, "计划在此期间有人改动，还没有导入。请看过现在的差别再决定。")
        return redirect("admin:desk-upload", entry.submission.pk)
    except (NotStorable, NotAllowed) as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:desk-plan", entry.submission.pk)
    _forget(request, entry)
    messages.success(request, f"已导入“{name}”。导入之前的内容保留在办理记录中。")
    return redirect("admin:desk-plan", entry.submission.pk)


def _discard(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Forget the file; the plan stays as it is."""
    _forget(request, entry)
    messages.info(request, "已放弃导入，计划没有改动。")
    return redirect("admin:desk-plan", entry.submission.pk)


def _chooser(request: HttpRequest, entry: Entry, form: UploadForm) -> HttpResponse:
    return page(request, "desk/exchange/upload.html", {"title": "导入", "entry": entry, "form": form})


def _file_handed_in(request: HttpRequest, entry: Entry) -> tuple[SourceFile | None, str]:
    """The file that this person handed in for this plan, and the name it had."""
    kept = request.session.get(KEPT, {}).get(str(entry.submission.pk), {})
    return SourceFile.objects.filter(pk=kept.get("source")).first(), kept.get("name", "")


def _forget(request: HttpRequest, entry: Entry) -> None:
    kept = request.session.get(KEPT, {})
    kept.pop(str(entry.submission.pk), None)
    request.session[KEPT] = kept
