"""The addresses of the reading room: region, department, year, version, project. Kept for ever."""

from django.urls import path, register_converter

from disclosures.public import views


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


register_converter(SixDigits, "code")
register_converter(Year, "year")
register_converter(Version, "version")

YEAR = "<code:region>/<code:department>/<year:year>/"
VERSION = YEAR + "v<version:version>/"

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("about/", views.about, name="about"),
    path("projects/", views.projects, name="projects"),
    path("indicators/", views.indicators, name="indicators"),
    path("subjects/", views.subjects, name="subjects"),
    path("glossary/", views.glossary, name="glossary"),
    path("<code:region>/", views.region, name="region"),
    path("<code:region>/<code:department>/", views.department, name="department"),
    path(YEAR, views.disclosure, name="disclosure"),
    path(VERSION, views.disclosure, name="version"),
    path(VERSION + "body.json", views.body, name="body"),
    path(VERSION + "download.<str:extension>", views.download, name="download"),
    path(VERSION + "changes/", views.changes, name="changes"),
    path("<code:region>/<year:year>/sums/", views.sums, name="sums"),
    path(
        YEAR + "statements/beside/<code:other_region>/<code:other>/<year:other_year>/",
        views.beside,
        name="beside",
    ),
    path(YEAR + "statements/", views.statements, name="statements"),
    path(VERSION + "statements/", views.statements, name="version_statements"),
    path(YEAR + "source/", views.source, name="source"),
    path(VERSION + "source/", views.source, name="version_source"),
    path(YEAR + "<str:key>/", views.project, name="project"),
    path(VERSION + "<str:key>/", views.project, name="version_project"),
]
