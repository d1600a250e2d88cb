"""The chain of hashes, for whoever wants to check it: what stands in which place, and what became of it. No matter of
any version is told, and of one that was withdrawn or erased not even the counts."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.db.models import QuerySet
from django.utils.timezone import localtime

from disclosures.models.disclosure import DisclosureBody
from disclosures.public.addresses import version_address

PER_PAGE = 100
HEADS = ("公开序号", "SHA-256", "前一份的SHA-256", "区划", "单位", "年度", "版次", "录入时间", "状态", "网址")


def links() -> QuerySet[DisclosureBody]:
    """Return every place of the chain, without the texts."""
    return DisclosureBody.objects.select_related("disclosure").defer("text").order_by("sequence")


def places() -> QuerySet:
    """Return the keys of all places, newest first: pages are counted off in the index alone, past the texts."""
    return DisclosureBody.objects.order_by("-sequence").values_list("pk", flat=True)


def state_of(body: DisclosureBody) -> str:
    """Return what became of a version."""
    if body.erased_at:
        return "已依法清除"
    if body.disclosure.withdrawn_at:
        return "已撤回公开"
    return "现行" if body.disclosure.current else "已被取代"


def chain_csv(bodies: Iterable[DisclosureBody], site: str) -> str:
    """Return the chain as CSV with a mark (so that Excel reads it as UTF-8), one line for each version."""
    file = StringIO()
    file.write("\ufeff")
    lines = csv.writer(file)
    lines.writerow(HEADS)
    lines.writerows(_lines(bodies, site))
    return file.getvalue()


def _lines(bodies: Iterable[DisclosureBody], site: str) -> Iterator[tuple]:
    for body in bodies:
        version = body.disclosure
        yield (
            body.sequence,
            body.sha256,
            body.previous_sha256,
            f"{version.region_code} {version.region_name}",
            f"{version.department_code} {version.department_name}",
            version.fiscal_year,
            version.version,
            localtime(version.published_at).isoformat(timespec="seconds"),
            state_of(body),
            site + version_address(version),
        )
