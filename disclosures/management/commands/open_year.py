"""Open a fiscal year for entry."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from disclosures.management.base import ChineseCommand
from disclosures.workflow.opening_years import open_year
from indicators.models import FiscalYear, Region
from indicators.taxonomy import scheme_for_year


class Command(ChineseCommand):
    help = "开放一个区划一个年度的填报，为每个在用单位建立空白计划；已开放的则补建新单位的计划、更改所给的日期。"

    def add_arguments(self, parser):
        parser.add_argument("region", metavar="REGION", help="六位区划代码")
        parser.add_argument("year", metavar="YEAR", type=int, help="预算年度")
        parser.add_argument("--opens", metavar="DATE", type=date.fromisoformat, help="填报开始日期，如 2022-12-01")
        parser.add_argument("--closes", metavar="DATE", type=date.fromisoformat, help="填报截止日期")

    def handle(self, *, region, year, opens, closes, **options):
        place = Region.objects.filter(code=region).first()
        if place is None:
            raise CommandError(f"没有代码为 {region} 的财政区划")
        fiscal_year = FiscalYear.objects.filter(region=place, year=year).first() or FiscalYear(
            region=place, year=year, scheme=scheme_for_year(year)
        )
        fiscal_year.entry_opens_on = opens or fiscal_year.entry_opens_on
        fiscal_year.entry_closes_on = closes or fiscal_year.entry_closes_on
        try:
            fiscal_year.full_clean()
        except ValidationError as error:
            raise CommandError("".join(error.messages)) from error
        fiscal_year.save()
        self.stdout.write(f"{fiscal_year}已开放填报，新建 {open_year(fiscal_year)} 个单位的计划。")
