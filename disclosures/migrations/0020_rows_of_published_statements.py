from django.db import migrations

from disclosures.document.as_json import from_text
from disclosures.publication.public_rows import budget_row, line_rows, statement_rows, term_rows


def fill(apps, schema_editor):
    """Write the rows of the statements and terms that are public already."""
    budgets, statements, lines, terms = (
        apps.get_model("disclosures", name)
        for name in ("DisclosedBudget", "DisclosedStatement", "DisclosedStatementLine", "DisclosedTerm")
    )
    bodies = apps.get_model("disclosures", "DisclosureBody").objects.filter(
        disclosure__current=True, erased_at=None
    )
    for disclosure, text in bodies.values_list("disclosure", "text").iterator(chunk_size=20):
        document = from_text(text)
        if budget := budget_row(document):
            budgets.objects.create(disclosure_id=disclosure, **_known(budgets, budget))
        terms.objects.bulk_create(
            [terms(disclosure_id=disclosure, **_known(terms, row)) for row in term_rows(document)], 1000
        )
        for statement, row in zip(document.statements, statement_rows(document), strict=True):
            made = statements.objects.create(disclosure_id=disclosure, **_known(statements, row))
            lines.objects.bulk_create(
                [lines(statement=made, **_known(lines, line)) for line in line_rows(document, statement)], 1000
            )


def _known(model, row):
    """The columns of a row that this migration has."""
    names = {column.name for column in model._meta.concrete_fields}
    return {name: value for name, value in row.items() if name in names}


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0019_disclosed_statements")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
