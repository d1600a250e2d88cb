"""What was published, replaced and withdrawn lately, as Atom: of all regions, of one, of one unit."""

from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from disclosures.exports.xlsx_cells import xml_text
from disclosures.models.disclosure import Disclosure
from disclosures.public.addresses import version_address

#: Entries of a feed: one for each version, under the same id when it is withdrawn.
ENTRIES = 50


def feed_response(request: HttpRequest, title: str, about: str, versions: list[Disclosure]) -> HttpResponse:
    """Return versions as a feed; `about` is the address of the page that shows them."""
    feed = Atom1Feed(
        title=xml_text(title),
        link=request.build_absolute_uri(about),
        description="",
        language="zh-Hans",
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=request.build_absolute_uri(request.path),
    )
    for version in versions:
        address = request.build_absolute_uri(version_address(version))
        feed.add_item(
            title=xml_text(_title(version)),
            link=address,
            description=xml_text(_words(version)),
            unique_id=address,
            author_name=xml_text(version.department_name),
            pubdate=version.published_at,
            updateddate=version.withdrawn_at or version.published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), Atom1Feed.content_type)


def newest_of(**place: str) -> list[Disclosure]:
    """Return the versions of a place that were published or withdrawn last, the newest first. One query."""
    versions = Disclosure.objects.filter(**place).annotate(changed_at=Coalesce("withdrawn_at", "published_at"))
    return list(versions.order_by("-changed_at", "-pk")[:ENTRIES])


def all_feed(request: HttpRequest) -> HttpResponse:
    """The feed of everything."""
    return feed_response(request, "最新公开", reverse("public:home"), newest_of())


def _title(version: Disclosure) -> str:
    what = f"{version.department_name}{version.fiscal_year}年预算绩效信息第{version.version}版"
    return f"已撤回：{what}" if version.withdrawn_at else what


def _words(version: Disclosure) -> str:
    """What is said of a version; of a withdrawn one the reason, and nothing of what it held."""
    if version.withdrawn_at:
        return f"{version.region_name}。撤回原因：{version.withdrawn_reason}"
    counts = f"{version.project_count} 个项目，{version.indicator_count} 条指标"
    withheld = f"，另有 {version.withheld_count} 个项目不公开" if version.withheld_count else ""
    return f"{version.region_name}。{version.published_words}。{counts}{withheld}。"
