"""The public lists as files: all rows that fit the filters, counted before and after, or an error.

The number of rows and the rows come from one query, and so from one moment. A CSV or JSON that cannot be finished
breaks the connection, so that no program takes the part for the whole; a workbook is made before anything is sent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from tempfile import TemporaryFile
from urllib.parse import quote

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.timezone import localdate

from disclosures.exports.table_files import MEDIA_TYPES, REVISION, Notes, csv_pieces, json_pieces, write_xlsx
from disclosures.exports.tables import Table
from disclosures.public.filters import PlaceFilters
from disclosures.public.records import Records, Row
from disclosures.public.site import TERMS, imprint_of
from disclosures.public.standing import digest, state
from disclosures.publication.kept_exports import one_at_a_time

#: What a list may be asked that changes none of its rows.
_OF_THE_PAGE = ("page", "sort")


def list_file(
    request: HttpRequest, records: Records, filters: PlaceFilters, extension: str, page: str
) -> HttpResponseBase:
    """Return all rows that fit the filters of a list, whose page has the address `page`, as a file.

    400 with a sentence where a filter cannot be answered, and where the rows do not fit into the format.
    """
    if wrong := filters.wrong():
        return refusal("".join(one.words for one in wrong))
    query = request.GET.copy()
    for name in [name for name in query if name in _OF_THE_PAGE or not query[name]]:
        del query[name]
    address = request.build_absolute_uri(page + (f"?{query.urlencode()}" if query else ""))
    said = notes_of(request, records.table, address, "；".join(one.words for one in filters.chosen()))
    etag = f'"{digest(str(REVISION), records.table.name, extension, *chain(*said))}"'
    if answer := get_conditional_response(request, etag=etag):
        answer.headers["ETag"] = etag
        return answer
    if request.method == "HEAD":
        head = Answer(records.table, iter(()), filters.qs.order_by().count(), said, etag)
        return HttpResponse(content_type=MEDIA_TYPES[extension], headers=head.headers(extension))
    count, rows = _counted(records, filters.qs, request.build_absolute_uri("/")[:-1])
    return Answer(records.table, rows, count, said, etag).response(extension)


@dataclass(frozen=True)
class Answer:
    """The rows of a table, how many they are, what is said of them, and what tells them from any others."""

    table: Table
    rows: Iterator[Row]
    count: int
    said: Notes
    etag: str

    def response(self, extension: str) -> HttpResponseBase:
        """Return the rows as a file with a name that says how many they are, which `X-Row-Count` says too."""
        if extension == "csv":
            pieces = csv_pieces(self.table, self.rows, self.count)
            return StreamingHttpResponse(pieces, MEDIA_TYPES[extension], headers=self.headers(extension))
        if extension == "json":
            notes = {"title": self.table.title} | {_JSON_NAMES[label]: value for label, value in self.said}
            pieces = json_pieces(self.table, self.rows, self.count, notes)
            return StreamingHttpResponse(pieces, MEDIA_TYPES[extension], headers=self.headers(extension))
        return self._workbook(extension)

    def _workbook(self, extension: str) -> HttpResponseBase:
        file = TemporaryFile()  # noqa: SIM115 (the answer closes it)
        try:
            with one_at_a_time():
                write_xlsx(file, self.table, self.rows, self.count, self._counted)
        except ValueError as error:
            file.close()
            return refusal(str(error))
        file.seek(0)
        return FileResponse(file, content_type=MEDIA_TYPES[extension], headers=self.headers(extension))

    def _counted(self, written: int) -> Notes:
        return [*self.said, ("行数", f"取数前清点 {self.count} 行，写完清点 {written} 行")]

    def headers(self, extension: str) -> dict[str, str]:
        """Return the names of the file and the number of rows, as they are sent with it."""
        plain, name = f"{self.table.name}-{self.count}", quote(f"{self.table.title}-{self.count}行")
        names = f"filename=\"{plain}.{extension}\"; filename*=utf-8''{name}.{extension}"
        disposition = {"Content-Disposition": f"attachment; {names}"}
        return disposition | {"ETag": self.etag, "X-Row-Count": str(self.count), "Access-Control-Allow-Origin": "*"}


def refusal(sentence: str) -> HttpResponse:
    """Why there is no such file, in a Chinese sentence."""
    return HttpResponse(sentence + "\n", "text/plain; charset=utf-8", status=400)


def notes_of(request: HttpRequest, table: Table, address: str, chosen: str) -> Notes:
    """Return what a file says of itself: from where it is, for which filters, of which day and state, on what terms."""
    imprint = imprint_of(request)
    return [
        ("来源", imprint.owner.name if imprint else "财政部门"),
        ("网址", address),
        ("条件", chosen or "无（全部）"),
        ("取得日期", localdate().isoformat()),
        ("数据状态", state()),
        ("次序", "按公开先后；同一版内按原件"),
        ("使用", TERMS),
        ("接口说明", request.build_absolute_uri(reverse("public:api_docs"))),
    ]


_JSON_NAMES = {
    "来源": "source",
    "网址": "address",
    "条件": "filters",
    "取得日期": "taken_on",
    "数据状态": "state",
    "次序": "order",
    "使用": "terms",
    "接口说明": "documentation",
}


def _counted(records: Records, found: QuerySet, site: str) -> tuple[int, Iterator[Row]]:
    """How many rows were found, and the rows, of one moment: both are answers of one query."""
    every = found.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk")).values("number")
    counting = Records(
        records.table,
        (*records.sources, Subquery(every, output_field=IntegerField())),
        lambda _: lambda row: row,
    )
    finish = records.finish(site)
    rows = counting.rows(found, site)
    first = next(rows, None)
    if first is None:
        return 0, iter(())
    return first[-1], (finish(row[:-1]) for row in chain([first], rows))
