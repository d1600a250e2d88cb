"""Register a region."""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from disclosures.management.base import ChineseCommand
from disclosures.models import DisclosedYear
from indicators.models import Region


class Command(ChineseCommand):
    help = "登记一个财政区划，如 add_region 130322 昌黎县；已登记的代码则更改名称。"

    def add_arguments(self, parser):
        parser.add_argument("code", metavar="CODE", help="六位区划代码")
        parser.add_argument("name", metavar="NAME", help="区划名称")

    def handle(self, *, code, name, **options):
        region = Region.objects.filter(code=code).first() or Region(code=code)
        region.name = name.strip()
        try:
            region.full_clean()
        except ValidationError as error:
            raise CommandError("".join(error.messages)) from error
        region.save()
        DisclosedYear.objects.filter(region_code=code).update(region_name=region.name)
        self.stdout.write(f"已登记：{region}")
