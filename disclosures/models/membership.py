from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from indicators.models import Department, Region


class Role(models.TextChoices):
    CLERK = "clerk", "单位填报员"
    HEAD = "head", "单位负责人"
    REVIEWER = "reviewer", "财政审核员"
    DIRECTOR = "director", "财政负责人"
    ADMINISTRATOR = "administrator", "系统管理员"


DEPARTMENT_ROLES = (Role.CLERK, Role.HEAD)
BUREAU_ROLES = (Role.REVIEWER, Role.DIRECTOR)


class Membership(models.Model):
    """任职: a person's role in a region and, for those who enter, in a department. One person may hold several."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="人员", related_name="memberships")
    role = models.CharField("角色", max_length=15, choices=Role.choices)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="财政区划", related_name="memberships")
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        verbose_name="单位",
        null=True,
        blank=True,
        related_name="memberships",
        help_text="单位填报员和单位负责人必填；财政人员和系统管理员留空。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["region", "department", "role"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "department"], name="membership_unique_in_department"),
            models.UniqueConstraint(
                fields=["user", "role", "region"],
                condition=Q(department__isnull=True),
                name="membership_unique_in_bureau",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["clerk", "head"], department__isnull=False)
                | Q(role__in=["reviewer", "director", "administrator"], department__isnull=True),
                name="membership_department_by_role",
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.get_role_display()}"

    def clean(self):
        """A role in a department names one of the region; a role in the bureau names none."""
        if self.role in DEPARTMENT_ROLES and not self.department_id:
            raise ValidationError({"department": f"{self.get_role_display()}须选择所在单位。"})
        if self.role not in DEPARTMENT_ROLES and self.department_id:
            raise ValidationError({"department": f"{self.get_role_display()}不属于某个单位，请留空。"})
        if self.department and self.department.region_id != self.region_id:
            raise ValidationError({"department": "所选单位不在所选的财政区划内。"})


@receiver([post_save, post_delete], sender=Membership)
def keep_groups_in_step(instance: Membership, **kwargs):
    """A person is in the groups of their roles (disclosures/people/roles.py), and in no other."""
    held = set(Membership.objects.filter(user=instance.user_id).values_list("role", flat=True))
    instance.user.groups.set([Group.objects.get_or_create(name=Role(role).label)[0] for role in held])
