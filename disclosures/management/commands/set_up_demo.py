"""manage.py set_up_demo: a site worth looking at, made of the sample documents."""

import os
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from disclosures.intake.history import Options, import_file, known_regions
from disclosures.management import demo_year
from disclosures.management.base import ChineseCommand
from disclosures.management.commands.load_library import OURS
from disclosures.models import DisclosedOwner, Disclosure, Membership, Role, SourceFile, Submission
from disclosures.people.roles import set_up_roles
from disclosures.plans import indicator_library
from disclosures.workflow.opening_years import open_year
from indicators.models import Department, FiscalYear, Region
from indicators.taxonomy import scheme_for_year

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
ADMINISTRATOR = "admin"
#: Known to everybody who reads this file: which is why the command serves demonstrations only.
PASSWORD = "shanhaiguan-demo"  # noqa: S105

#: 批复日期 of each region's years.
APPROVED_ON = {
    ("130303", 2020): date(2020, 1, 16),
    ("130303", 2021): date(2021, 2, 5),
    ("130303", 2022): date(2022, 1, 20),
    ("130324", 2021): date(2021, 1, 28),
    ("130371", 2021): date(2021, 2, 8),
    ("130371", 2022): date(2022, 1, 25),
}
#: Sample → the day it was first published, in that order; a corrected file follows the one it corrects.
PUBLISHED_ON = {
    "2020-130303-610003-nanguan-street.txt": date(2020, 2, 3),
    "2021-130324-456001-water.txt": date(2021, 2, 10),
    "2021-130303-325001-education-sports.txt": date(2021, 2, 18),
    "2021-130303-301001-culture-tourism.txt": date(2021, 2, 19),
    "2021-130303-610003-nanguan-street.txt": date(2021, 2, 22),
    "2021-130371-452001-urban-development.txt": date(2021, 2, 24),
    "2021-130303-480001-city-management.txt": date(2021, 3, 2),
    "2021-130303-301001-culture-tourism-corrected.txt": date(2021, 4, 12),
    "2022-130303-325001-education-sports.txt": date(2022, 1, 28),
    "2022-130303-301001-culture-tourism.txt": date(2022, 2, 7),
    "2022-130303-480001-city-management.docx": date(2022, 2, 8),
    "2022-130371-325001-social-development.txt": date(2022, 2, 11),
}
#: Loaded and left with its department.
DRAFT = "2021-130303-361001-health.txt"
#: The region at work: its officials, and the year that its departments enter now.
REGION, ENTRY_YEAR = "130303", 2023
#: Days before and after today on which the entry of that year opens and closes.
OPENED_BEFORE, CLOSES_AFTER = timedelta(days=20), timedelta(days=25)
#: User name, name, role, department.
OFFICIALS = (
    ("li", "李敏", Role.CLERK, "301001"),
    ("chen", "陈立", Role.HEAD, "301001"),
    ("zhao", "赵静", Role.CLERK, "325001"),
    ("gao", "高远", Role.HEAD, "325001"),
    ("ma", "马骏", Role.HEAD, "480001"),
    ("wang", "王强", Role.REVIEWER, None),
    ("liu", "刘芳", Role.DIRECTOR, None),
    ("zhou", "周宁", Role.ADMINISTRATOR, None),
)


class Command(ChineseCommand):
    help = (
        "用示例文件建立演示网站：导入并公开示例数据，创建演示账号。只在 DEMO=on 时可用，不能用于存有真实数据的数据库。"
    )

    def handle(self, **options):
        check_may_set_up()
        with transaction.atomic():
            open_years()
            import_samples()
            name_the_owner()
            create_administrator()
            create_officials()
            demo_year.declare_rosters(REGION)
            open_entry()
            indicator_library.load(OURS.read_text())
            demo_year.play(REGION, ENTRY_YEAR, timezone.localdate())
        self.stdout.write(welcome())


def check_may_set_up() -> None:
    """Raises CommandError outside a demonstration, and where the database holds anything but one."""
    if not settings.DEMO:
        raise CommandError("set_up_demo 会创建密码公开的账号，只供演示：请先设置环境变量 DEMO=on")
    ours = SourceFile.objects.filter(name=DRAFT).exists()
    if not ours and (Submission.objects.exists() or get_user_model().objects.exists()):
        raise CommandError("数据库里已有不属于演示的数据，不能在其中建立演示；请换一个空的数据库")


def open_years() -> None:
    """The fiscal years with their 批复日期; publication is due on the twentieth day after."""
    for (code, year), day in APPROVED_ON.items():
        FiscalYear.objects.get_or_create(
            region=Region.objects.get(code=code),
            year=year,
            defaults={"scheme": scheme_for_year(year), "approved_on": day},
        )


def import_samples() -> None:
    """Import every sample that was not imported before, whatever became of it since; publish all but the draft."""
    known = set(SourceFile.objects.values_list("name", flat=True))
    import_sample(DRAFT, known, Options())
    for name, day in PUBLISHED_ON.items():
        import_sample(name, known, Options(publish=True, originally_published_on=day))


def import_sample(name: str, known: set[str], options: Options) -> None:
    if name in known:
        return
    outcome = import_file(SAMPLES / name, known_regions(), options)
    if outcome.status == "refused":
        raise CommandError(f"示例文件 {name} 未能导入：{outcome.message}")


def name_the_owner() -> None:
    """Whose site this is, as every page says at its foot."""
    words = {"contact": "电话 0335-0000000（演示）", "errors_to": "zhaocuo@example.gov.cn"}
    numbers = {"site_code": "1303030000", "filing_number": "冀ICP备00000000号"}
    region = Region.objects.get(code=REGION)
    defaults = {"name": "山海关区财政局（演示）", "main": True} | words | numbers
    DisclosedOwner.objects.get_or_create(region=region, defaults=defaults)


def create_administrator() -> None:
    people = get_user_model().objects
    if not people.filter(username=ADMINISTRATOR).exists():
        people.create_superuser(ADMINISTRATOR, password=PASSWORD, name="超级管理员", must_change_password=False)


def create_officials() -> None:
    """The cast of the demo, one for every role and one of another department; their passwords are known already."""
    set_up_roles()
    region = Region.objects.get(code=REGION)
    for username, name, role, code in OFFICIALS:
        if not get_user_model().objects.filter(username=username).exists():
            person = get_user_model().objects.create_user(
                username, password=PASSWORD, name=name, must_change_password=False
            )
            department = Department.objects.get(region=region, code=code) if code else None
            Membership.objects.create(user=person, role=role, region=region, department=department)


def open_entry() -> None:
    """A year open for entry today, with an empty plan for every department of the region."""
    today = timezone.localdate()
    window = {"entry_opens_on": today - OPENED_BEFORE, "entry_closes_on": today + CLOSES_AFTER}
    fiscal_year, _ = FiscalYear.objects.update_or_create(
        region=Region.objects.get(code=REGION),
        year=ENTRY_YEAR,
        defaults=window,
        create_defaults=window | {"scheme": scheme_for_year(ENTRY_YEAR)},
    )
    open_year(fiscal_year)


def welcome() -> str:
    """What there is to see, where, and how to log in."""
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    versions = Disclosure.objects.count()
    drafts = Submission.objects.filter(status=Submission.Status.DRAFT).count()
    return "\n".join(
        (
            f"演示网站已就绪：公开了 {versions} 个版本，另有 {drafts} 份尚在填报。",
            f"  公开页面  {address}/",
            f"  管理后台  {address}/admin/（{ENTRY_YEAR}年正在填报）",
            f"  密码均为  {PASSWORD}",
            *(f"  账号 {username:<5}  {_post(name, role, code)}" for username, name, role, code in OFFICIALS),
            f"  账号 {ADMINISTRATOR}  超级管理员",
            "以上账号和密码只供演示。",
        )
    )


def _post(name: str, role: Role, code: str | None) -> str:
    place = (
        Department.objects.get(region__code=REGION, code=code).name if code else Region.objects.get(code=REGION).name
    )
    return f"{name}，{place} {role.label}"
