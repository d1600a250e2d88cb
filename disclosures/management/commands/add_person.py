"""Give a person an account and a role."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction

from disclosures.management.base import ChineseCommand
from disclosures.models import Membership, Person, Role
from disclosures.people.roles import set_up_roles
from disclosures.workflow.notices_about_people import held_by, tell_of_roles
from indicators.models import Department, Region


class Command(ChineseCommand):
    help = "登记一名人员及其任职，打印一次性密码；已有的人员则只增加任职。如 add_person zhou 周宁 系统管理员 130303。"

    def add_arguments(self, parser):
        parser.add_argument("username", metavar="USERNAME", help="登录用的用户名")
        parser.add_argument("name", metavar="NAME", help="姓名")
        parser.add_argument("role", metavar="ROLE", choices=Role.labels, help="、".join(Role.labels))
        parser.add_argument("region", metavar="REGION", help="六位区划代码")
        parser.add_argument("--department", metavar="CODE", help="六位单位代码；单位填报员和单位负责人必填")

    def handle(self, *, username, name, role, region, department, **options):
        set_up_roles()
        try:
            with transaction.atomic():
                person, password = _person(username, name)
                held_before = held_by(person)
                membership = Membership(user=person, role=_role(role), **_place(region, department))
                membership.full_clean()
                membership.save()
                tell_of_roles(person, held_before, "命令行")
        except ValidationError as error:
            raise CommandError("".join(error.messages)) from error
        place = membership.department or membership.region
        self.stdout.write(f"已登记：{person.username} {person}，{place} {role}。")
        if password:
            self.stdout.write(f"一次性密码：{password}（登录后须修改）")


def _person(username: str, name: str) -> tuple[Person, str]:
    """The person, and the password where the account is new."""
    known = get_user_model().objects.filter(username=username).first()
    if known:
        return known, ""
    person = Person(username=username, name=name)
    person.set_unusable_password()
    person.full_clean()
    return person, person.give_temporary_password()


def _role(label: str) -> Role:
    return next(role for role in Role if role.label == label)


def _place(region_code: str, department_code: str | None) -> dict:
    """The region and, where a code is given, the department. Raises ValidationError where there is none."""
    region = Region.objects.filter(code=region_code).first()
    if region is None:
        raise ValidationError(f"没有代码为 {region_code} 的财政区划")
    if not department_code:
        return {"region": region, "department": None}
    department = Department.objects.filter(region=region, code=department_code).first()
    if department is None:
        raise ValidationError(f"{region.name}没有代码为 {department_code} 的单位")
    return {"region": region, "department": department}
