"""What bars publication on every way: matter that is marked and shown, and texts that name what is withheld."""

import json

from disclosures.document.as_json import from_json
from disclosures.document.identity import side_by_side
from disclosures.document.model import Document
from disclosures.document.redaction import classified_sections, public_name, unmarked_projects
from disclosures.document.traces import named_in_texts
from disclosures.models import PlanChange, SecrecyReview, Submission


def what_bars(submission: Submission, document: Document) -> str:
    """Return why a text must not be published, in a Chinese sentence; "" where nothing bars it."""
    if unmarked := unmarked_projects(document):
        names = "、".join(f"“{project.name}”" for project in unmarked)
        return f"项目{names}有涉密内容，却没有标为不公开，不能公开（规则 C01）"
    if sections := classified_sections(document):
        return f"{'、'.join(sections)}写着涉密，不能公开（规则 C01）"
    traces = [trace for trace in named_in_texts(document, _earlier_names(submission, document)) if trace.sure]
    if traces:
        places = "、".join(f"{trace.at.where(document, named=False)}（{trace.what}）" for trace in traces[:5])
        return f"{places}写着不公开项目的名称或者编码，不能公开（规则 C05）"
    return ""


def _earlier_names(submission: Submission, document: Document) -> set[str]:
    """Every name that the projects whose name is withheld now had before in this plan, as far as the record tells."""
    nameless = {one.key for one in document.projects if one.withheld and not public_name(one)}
    if not nameless:
        return set()
    changes = PlanChange.objects.filter(plan=submission.plan_id, field="name", key__in=nameless)
    reviews = SecrecyReview.objects.filter(submission=submission, key__in=nameless)
    names = {name for pair in changes.values_list("before", "after") for name in pair}
    names |= set(reviews.values_list("project_name", flat=True))
    for text in submission.events.exclude(document="").values_list("document", flat=True).iterator():
        names |= _names_in(from_json(json.loads(text)), document)
    # a name that another project bears for all to read gives nothing away
    return names - {public_name(one) for one in document.projects}


def _names_in(older: Document, newer: Document) -> set[str]:
    """The names that an older text has for the projects without a public name; where it has no counterpart of one, also
    those of the projects that are gone, which may have been it."""
    pairs = side_by_side(older.projects, newer.projects)
    hidden = [(before, after) for before, after in pairs if after and after.withheld and not public_name(after)]
    names = {public_name(before) for before, _ in hidden if before}
    if any(before is None for before, _ in hidden):
        names |= {public_name(before) for before, after in pairs if before and after is None}
    return names
