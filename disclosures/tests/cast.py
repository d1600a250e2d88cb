"""The cast: 李 enters for her department and 陈 answers for it, 王 reviews at the bureau and 刘 decides, 周 keeps the
people; 赵 belongs to another department. All of 山海关区, unless a test sends them elsewhere.
"""

from django.contrib.auth import get_user_model

from disclosures.models import Membership, Role
from disclosures.people.roles import set_up_roles
from indicators.models import Department, Region

PASSWORD = "correct horse battery staple"


def li(department: Department | None = None):
    """李敏, 单位填报员: she enters for 山海关区文化馆, the department of builders.document()."""
    return official("li", "李敏", Role.CLERK, department or culture())


def chen(department: Department | None = None):
    """陈立, 单位负责人 of the same department: he submits what 李 entered."""
    return official("chen", "陈立", Role.HEAD, department or culture())


def zhao(department: Department | None = None):
    """赵静, 单位填报员 of another department of the same region: she sees nothing of 李's."""
    return official("zhao", "赵静", Role.CLERK, department or sports())


def wang(region: Region | None = None):
    """王强, 财政审核员: he reviews at the finance bureau."""
    return official("wang", "王强", Role.REVIEWER, region or shanhaiguan())


def liu(region: Region | None = None):
    """刘芳, 财政负责人: she approves and publishes."""
    return official("liu", "刘芳", Role.DIRECTOR, region or shanhaiguan())


def zhou(region: Region | None = None):
    """周宁, 系统管理员: he keeps people and departments, and sees no plan."""
    return official("zhou", "周宁", Role.ADMINISTRATOR, region or shanhaiguan())


def administrator():
    """The superuser."""
    return get_user_model().objects.create_superuser("administrator", password=PASSWORD, must_change_password=False)


def official(username: str, name: str, role: Role, place: Department | Region):
    """Somebody with one role in a department or in a region's bureau."""
    made = person(username, name=name)
    assign(made, role, place)
    return made


def assign(to, role: Role, place: Department | Region) -> Membership:
    """Give a person a role (one more, where they hold one)."""
    set_up_roles()
    department = place if isinstance(place, Department) else None
    region = place.region if department else place
    return Membership.objects.create(user=to, role=role, region=region, department=department)


def person(username: str, **fields):
    """Somebody who has a password of their own already, and no membership yet."""
    values = {"password": PASSWORD, "must_change_password": False} | fields
    return get_user_model().objects.create_user(username, **values)


def shanhaiguan() -> Region:
    return Region.objects.get(code="130303")


def culture() -> Department:
    return _department("345001", "山海关区文化馆")


def sports() -> Department:
    return _department("345002", "山海关区体育馆")


def _department(code: str, name: str) -> Department:
    department, _ = Department.objects.get_or_create(region=shanhaiguan(), code=code, defaults={"name": name})
    return department
