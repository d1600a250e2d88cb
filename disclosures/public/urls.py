"""The addresses of the reading room: region, department, year, version, project. Kept for ever."""

from django.urls import path, register_converter

from disclosures.public.api import views as api
from disclosures.public.views import checking, comparing, files, lists, machines, search, site, units, versions, years


class SixDigits:
    """The code of a region or of a department."""

    regex = "[0-9]{6}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class Year(SixDigits):
    """A fiscal year."""

    regex = "[0-9]{4}"
    to_python = staticmethod(int)


class Version(SixDigits):
    """The number of a version, without noughts before it."""

    regex = "[1-9][0-9]{0,4}"
    to_python = staticmethod(int)


class Called(SixDigits):
    """A name or a code, as one step of an address. What would end the step or the way is written in full width, which
    names are compared without; a blank one is a dash."""

    regex = "[^/]+"

    def to_python(self, value):
        return "" if value == "-" else value

    def to_url(self, value):
        plain = value.replace("/", "／")
        return plain.replace(".", "．").replace("-", "－") if not plain.strip(".-") and plain else plain or "-"


class FileEnding(SixDigits):
    """A format of the lists."""

    regex = "csv|xlsx|json"


register_converter(FileEnding, "ending")
register_converter(SixDigits, "code")
register_converter(Year, "year")
register_converter(Version, "version")
register_converter(Called, "called")

YEAR = "<code:region>/<code:department>/<year:year>/"
VERSION = YEAR + "v<version:version>/"
PROJECT = "<code:region>/<code:department>/projects/<called:called>/"

app_name = "public"
urlpatterns = [
    path("", site.home, name="home"),
    path("robots.txt", site.robots, name="robots"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("about/", site.about, name="about"),
    path("search/", search.search, name="search"),
    path("search.json", search.search_json, name="search_json"),
    path("projects/", lists.projects, name="projects"),
    path("indicators/", lists.indicators, name="indicators"),
    path("subjects/", lists.subjects, name="subjects"),
    path("units.json", lists.units, name="units"),
    path("glossary/", site.glossary, name="glossary"),
    path("chain/", checking.chain, name="chain"),
    path("chain.csv", checking.chain_file, name="chain_file"),
    path("feed.atom", machines.feed, name="feed"),
    path("sitemap.xml", machines.sitemap_index, name="sitemap"),
    path("sitemap-<str:sort>-<version:number>.xml", machines.sitemap_part, name="sitemap_part"),
    path("catalog.jsonld", machines.catalog, name="catalog"),
    path("projects.<ending:extension>", files.projects, name="projects_file"),
    path("indicators.<ending:extension>", files.indicators, name="indicators_file"),
    path("subjects.<ending:extension>", files.subjects, name="subjects_file"),
    path("<code:region>.<ending:extension>", files.units, name="units_file"),
    path("api/v1/", api.docs, name="api_docs"),
    path("api/v1/openapi.json", api.openapi, name="openapi"),
    path("api/v1/search/", api.search, name="api_search"),
    path("api/v1/search", api.search, name="api_search_without_slash"),
    path("api/v1/<str:name>/", api.resource, name="api"),
    path("api/v1/<str:name>", api.resource, name="api_without_slash"),
    path("<code:region>/feed.atom", machines.region_feed, name="region_feed"),
    path("<code:region>/<code:department>/feed.atom", machines.department_feed, name="department_feed"),
    path("<code:region>/", units.region, name="region"),
    path("<code:region>/<code:department>/", units.department, name="department"),
    path(YEAR, versions.disclosure, name="disclosure"),
    path(VERSION, versions.disclosure, name="version"),
    path(VERSION + "body.json", versions.body, name="body"),
    path(VERSION + "download.<str:extension>", versions.download, name="download"),
    path(VERSION + "qr.svg", checking.way_back, name="way_back"),
    path(VERSION + "<str:key>/qr.svg", checking.way_back, name="project_way_back"),
    path(VERSION + "changes/", versions.changes, name="changes"),
    path("<code:region>/<year:year>/", years.year, name="year"),
    path(PROJECT, years.project, name="project_years"),
    path(PROJECT + "indicators/<called:level>/<called:name>/", years.indicator, name="indicator_years"),
    path("<code:region>/<year:year>/indicators/<called:level>/<called:name>/", years.peers, name="peers"),
    path("<code:region>/<year:year>/archive.zip", files.archive, name="archive"),
    path("<code:region>/<year:year>/sums/", comparing.sums, name="sums"),
    path(
        YEAR + "statements/beside/<code:other_region>/<code:other>/<year:other_year>/",
        comparing.beside,
        name="beside",
    ),
    path(YEAR + "beside/", comparing.beside_what, name="beside_what"),
    path(
        YEAR + "beside/<code:other_region>/<code:other>/<year:other_year>/",
        comparing.beside_projects,
        name="beside_projects",
    ),
    path(VERSION + "beside/v<version:other_version>/", comparing.beside_version, name="beside_version"),
    path(YEAR + "statements/", versions.statements, name="statements"),
    path(VERSION + "statements/", versions.statements, name="version_statements"),
    path(YEAR + "checks/", checking.rules, name="rules"),
    path(VERSION + "checks/", checking.rules, name="version_rules"),
    path(YEAR + "source/", versions.source, name="source"),
    path(VERSION + "source/", versions.source, name="version_source"),
    path(YEAR + "<str:key>/", versions.project, name="project"),
    path(VERSION + "<str:key>/", versions.project, name="version_project"),
]
