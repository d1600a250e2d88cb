"""The files that were read for a submission, kept once per content."""

from dataclasses import asdict

from disclosures.document.model import Document
from disclosures.models import SourceFile, Submission
from disclosures.plans.limits import NotStorable


def keep_file(submission: Submission, document: Document, content: bytes) -> SourceFile:
    """Keep the file that a document was read from, and that it was read for this submission; return it.

    Raises NotStorable for a file that was erased by law, ValueError for a document that was read from none.
    """
    if document.source is None:
        raise ValueError("the document was not read from a file")
    check_not_erased(document)
    kept, _ = SourceFile.objects.get_or_create(
        sha256=document.source.sha256,
        defaults={
            "name": document.source.name,
            "content": content,
            "size": len(content),
            "layout": document.layout,
            "problems": [asdict(problem) for problem in document.problems],
        },
    )
    submission.source_files.add(kept)
    return kept


def check_not_erased(document: Document) -> None:
    """Raise NotStorable where the file that a document was read from was erased by law."""
    source = document.source
    if source and SourceFile.objects.filter(sha256=source.sha256, erased_at__isnull=False).exists():
        raise NotStorable("这个文件此前已依法清除，不能再导入")
