"""The pages of one version of what a department published: whole, project by project, as files."""

from django.shortcuts import redirect, render

from disclosures.document.budget_figures import budget_figures
from disclosures.public import downloads, editions
from disclosures.public.addresses import disclosure_address, version_address, years_address
from disclosures.public.beside import comparable
from disclosures.public.changes import changes_since
from disclosures.public.charts import plan_chart
from disclosures.public.class_charts import class_charts
from disclosures.public.form_terms import terms_of_sheet, terms_of_statements
from disclosures.public.jinja import drawn
from disclosures.public.pages import public_page
from disclosures.public.presenters import levelled, plan_lines, project_table
from disclosures.public.statements import sections, statement_layouts
from disclosures.public.version_summary import version_summary


@public_page
def disclosure(request, region, department, year, version=None):
    """A version of what a department published for a year."""
    edition = editions.find(region, department, year, version)
    context = {
        "edition": edition,
        "summary": version_summary(edition),
        "table": project_table(edition.document),
        "figures": list(budget_figures(edition.document).values()),
        "statements": statement_layouts(edition.document),
        "sections": sections(edition.document),
    }
    return render(request, "public/disclosure.html", context)


@public_page
def statements(request, region, department, year, version=None):
    """The budget statements of a version in the official layout, with charts of them. Where all of them stand in the
    explanation, the page that prints it."""
    edition = editions.find(region, department, year, version)
    shown = statement_layouts(edition.document)
    if not edition.document.statements:
        answer = {"gone": editions.without_statements(edition.disclosure)}
        return render(request, "public/gone.html", answer, status=404)
    if not shown:
        return redirect(disclosure_address(edition.disclosure))
    context = {
        "edition": edition,
        "statements": shown,
        "figures": list(budget_figures(edition.document).values()),
        "charts": class_charts(edition.document),
        "terms": terms_of_statements(edition.document),
    }
    if edition.disclosure.current:
        context["years"], context["units"] = comparable(edition.disclosure)
    return render(request, "public/statements.html", context)


@public_page
def project(request, region, department, year, *, key, version=None):
    """A project as its 绩效目标表; a withheld one as its place and the reason."""
    edition = editions.find(region, department, year, version)
    shown = edition.project(key)
    sheet = shown.sheet
    context = {"edition": edition, "shown": shown, "sheet": sheet, "way_on": edition.way_to_current(key)}
    context["lasting_place"] = f"{version_address(edition.disclosure)}{sheet.key}/"
    if not sheet.withheld:
        context["form"] = drawn(
            "tables/project.jinja",
            sheet=sheet,
            version=edition.disclosure,
            unit=shown.money_unit,
            rows=levelled(sheet.indicators),
            plan=plan_lines(sheet),
            chart=plan_chart(sheet.spending_plan or ()),
        )
        context["terms"] = terms_of_sheet(sheet)
        context["years_address"] = years_address(edition.disclosure, sheet) if edition.disclosure.current else ""
    return render(request, "public/project.html", context)


@public_page
def changes(request, region, department, year, version):
    """What changed between a version and an older one of the same year."""
    edition = editions.find(region, department, year, version)
    found = changes_since(edition, request.GET.get("since"))
    return render(request, "public/changes.html", {"edition": edition, "changes": found})


@public_page
def body(request, region, department, year, version):
    """The exact bytes of a version."""
    return downloads.body_response(editions.find(region, department, year, version))


@public_page
def download(request, region, department, year, *, version, extension):
    """A version in a format of exports."""
    return downloads.download_response(request, editions.find(region, department, year, version), extension)


@public_page
def source(request, region, department, year, version=None):
    """The file a version was imported from."""
    return downloads.source_response(request, editions.find(region, department, year, version))
