"""Who reaches which rows of a model page: one mixin, so that no list, form, choice, count or filter goes further.

A role's permissions (disclosures/people/roles.py) hold in the regions where a person has that role, and nowhere else.
The superuser reaches every region.
"""

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.core.exceptions import BadRequest
from django.db import DataError
from django.db.models import BigAutoField, Model, QuerySet
from django.http import Http404

from disclosures.models import Role
from disclosures.people.permissions import regions_for
from disclosures.people.roles import PERMISSIONS
from indicators.models import Department, Region

#: As many digits has the largest number of a row.
LONGEST_NUMBER = len(str(BigAutoField.MAX_BIGINT))


def roles_that_may(action: str, model: type[Model]) -> list[Role]:
    """The roles with a permission ("view", "add", "change", "delete") on a model."""
    return [role for role, models in PERMISSIONS.items() if action in models.get(model._meta.model_name or "", ())]


def reached_regions(user, action: str, model: type[Model]) -> QuerySet[Region]:
    """The regions in which a person may do a thing with a model."""
    if user.is_superuser:
        return Region.objects.all()
    roles = roles_that_may(action, model)
    return regions_for(user, *roles) if roles else Region.objects.none()


class ReadOnly:
    """Pages to look at: nothing is added, changed or deleted here."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class CheckedRequests(admin.ModelAdmin):
    """What only somebody sends who changes addresses or forms by hand is refused, never the cause of an error."""

    def get_changelist_instance(self, request):
        """Return the list that was asked for; raise IncorrectLookupParameters also for what Django notices only when
        it asks the database: the year 10000, a number without end."""
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError, DataError) as error:
            raise IncorrectLookupParameters from error

    def response_action(self, request, queryset, *args, **kwargs):
        """Take the action of a list; raise BadRequest where a chosen row has no number that a row can have."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(row.isdecimal() and len(row) < LONGEST_NUMBER for row in chosen):
            raise BadRequest("a row without a number")
        return super().response_action(request, queryset, *args, **kwargs)


class HiddenElsewhere(CheckedRequests):
    """What is out of reach does not exist: the answer is 404, the same as for an id that was never given."""

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404("没有这条记录，或不在您的管理范围内。")
        return found


class OwnChoices(BaseModelAdmin):
    """Regions and departments offered and accepted in forms are those in which the person may write."""

    model: type[Model]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        paths = {Region: "pk", Department: "region"}
        related = db_field.remote_field.model
        regions = reached_regions(request.user, "change", self.model)
        kwargs["queryset"] = related.objects.filter(**{f"{paths[related]}__in": regions})
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and related is Region and len(regions) == 1:
            field.initial = regions[0]
        return field

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            for link in ("add", "change", "delete", "view"):
                setattr(field.widget, f"can_{link}_related", False)
        return field


class Scoped(HiddenElsewhere, OwnChoices, admin.ModelAdmin):
    """A model page over the rows of the regions in which the person holds a role for it."""

    #: From the model to its region.
    region_path = "region"

    def reached(self, request, action: str) -> QuerySet:
        """The rows with which this person may do a thing."""
        regions = reached_regions(request.user, action, self.model)
        return super().get_queryset(request).filter(**{f"{self.region_path}__in": regions})

    def get_queryset(self, request):
        return self.reached(request, "view")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._reaches(request, "change", obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._reaches(request, "delete", obj)

    def _reaches(self, request, action: str, obj) -> bool:
        return obj is None or self.reached(request, action).filter(pk=obj.pk).exists()
