"""What is told of people of the bureau: a password that somebody else reset, a role given or taken away, another name
or address.

Whoever keeps the people could otherwise act with another's name, or decide in the bureau, without anybody knowing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from disclosures.models import Membership, Notice, Person, Role
from disclosures.models.membership import BUREAU_ROLES
from disclosures.workflow.notices import mail_later
from indicators.models import Region

Kind = Notice.Kind


@dataclass(frozen=True)
class Held:
    """A role of the bureau in a region."""

    region: Region
    role: Role

    def __str__(self):
        return f"{self.region.name}{self.role.label}"


def held_by(person: Person) -> set[Held]:
    """Return what an active person holds in the bureau, as the database has it; nothing for one deactivated."""
    memberships = Membership.objects.filter(user=person.pk, user__is_active=True, role__in=BUREAU_ROLES)
    return {Held(one.region, Role(one.role)) for one in memberships.select_related("region")}


def tell_of_roles(person: Person, before: set[Held], by: str) -> None:
    """Tell a person and the directors of the regions what the person holds in the bureau now and did not `before`,
    and the reverse. `by` names who did it; nothing is told where nothing changed.
    """
    after = held_by(person)
    for region in sorted({one.region for one in before ^ after}, key=lambda one: one.code):
        parts = [("取消", before - after), ("新增", after - before)]
        changes = [f"{verb}{_listed(found, region)}" for verb, found in parts if _listed(found, region)]
        _tell(
            {person, *_watching(person, [region])},
            Kind.ROLES,
            f"{by}变更了{_full_name(person)}的任职：{'，'.join(changes)}。",
        )


def tell_of_reset(person: Person, by: str) -> None:
    """Tell a person of the bureau, and the directors of their regions, that `by` gave them another password."""
    regions = {one.region for one in held_by(person)}
    if regions:
        words = f"{by}重置了{_full_name(person)}的登录密码。如非本人要求，请立即与系统管理员核实。"
        _tell({person, *_watching(person, regions)}, Kind.PASSWORD, words)


def tell_of_particulars(person: Person, before: Person, by: str) -> None:
    """Tell a person of the bureau, active or not, and the directors of their regions, what `by` changed in how the
    person is called or reached. It is mailed to the old address as well: who changes it could read what comes after.
    """
    changes = [
        f"{field.verbose_name}“{old}”改为“{new}”"
        for field in Person._meta.concrete_fields
        if field.name in ("username", "name", "email")
        and (old := getattr(before, field.name)) != (new := getattr(person, field.name))
    ]
    regions = {one.region for one in person.memberships.filter(role__in=BUREAU_ROLES).select_related("region")}
    if changes and regions:
        words = f"{by}变更了{_full_name(before)}的账号：{'，'.join(changes)}。如非本人要求，请立即与系统管理员核实。"
        _tell({person, *_watching(person, regions)}, Kind.ROLES, words)
        if before.email != person.email:
            mail_later([before], Kind.ROLES.label, words)


def _listed(found: set[Held], region: Region) -> str:
    return "、".join(sorted(str(one) for one in found if one.region == region))


def _full_name(person: Person) -> str:
    return f"{person}（{person.username}）"


def _watching(person: Person, regions: Iterable[Region]) -> Iterable[Person]:
    """The directors of regions; where there is none besides the person, the superusers: somebody else must know."""
    active = Person.objects.filter(is_active=True)
    directors = set(active.filter(memberships__role=Role.DIRECTOR, memberships__region__in=regions))
    return directors if directors - {person} else {*directors, *active.filter(is_superuser=True)}


def _tell(people: set[Person], kind: Kind, words: str) -> None:
    Notice.objects.bulk_create(Notice(person=person, kind=kind, words=words) for person in people)
    mail_later(people, kind.label, words)
