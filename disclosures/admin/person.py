from axes.utils import reset
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from disclosures.admin.membership import MembershipInline
from disclosures.admin.scoping import HiddenElsewhere
from disclosures.models import Person, Role
from disclosures.people.permissions import people_for
from disclosures.workflow.notices_about_people import held_by, tell_of_particulars, tell_of_reset, tell_of_roles


class RoleFilter(admin.SimpleListFilter):
    title = "角色"
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return Role.choices

    def queryset(self, request, queryset):
        return queryset.filter(memberships__role=self.value()).distinct() if self.value() else queryset


@admin.register(Person)
class PersonAdmin(HiddenElsewhere, admin.ModelAdmin):
    """人员 whom this administrator keeps. Nobody is deleted and nobody becomes a superuser here; passwords are made
    by the program, shown once and changed at the first log-in.
    """

    fields = ["username", "name", "email", "is_active", "password_state", "last_login"]
    list_display = ["username", "name", "held", "is_active", "password_state", "last_login"]
    list_display_links = ["username", "name"]
    list_filter = ["is_active", RoleFilter, "must_change_password"]
    search_fields = ["username", "name", "memberships__department__name"]
    inlines = [MembershipInline]

    def get_queryset(self, request):
        return people_for(request.user).prefetch_related("memberships__department", "memberships__region")

    def get_fields(self, request, obj=None):
        return self.fields if obj else ["username", "name", "email"]

    def get_readonly_fields(self, request, obj=None):
        return ["password_state", "last_login", *(["is_active"] if obj == request.user else [])]

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request):
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def get_urls(self):
        view = self.admin_site.admin_view(self.reset_password)
        return [path("<int:pk>/password/", view, name="disclosures_person_password"), *super().get_urls()]

    def reset_password(self, request, pk):
        """A new temporary password, made by POST and shown on the answer to it, only there."""
        person = self.get_object(request, str(pk))
        if person == request.user or not self.has_change_permission(request, person):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {"person": person, "opts": self.opts, "title": "重置密码"}
        if request.method == "POST":
            with transaction.atomic():
                if person.has_usable_password():  # the first one is nobody's but the newcomer's
                    tell_of_reset(person, str(request.user))
                context["password"] = person.give_temporary_password()
                self.log_change(request, person, "重置密码")
            reset(username=person.username)
        return TemplateResponse(request, "admin/disclosures/person/password.html", context)

    def save_model(self, request, obj, form, change):
        form.held_before = held_by(obj)
        form.person_before = Person.objects.get(pk=obj.pk) if change else None
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        tell_of_roles(form.instance, form.held_before, str(request.user))
        if change:
            tell_of_particulars(form.instance, form.person_before, str(request.user))

    def response_add(self, request, obj, post_url_continue=None):
        return redirect("admin:disclosures_person_password", obj.pk)

    @admin.display(description="密码", ordering="must_change_password")
    def password_state(self, person) -> str:
        return "下次登录须修改" if person.must_change_password else "本人已设置"

    @admin.display(description="任职")
    def held(self, person) -> str:
        return "；".join(f"{one.department or one.region} {one.get_role_display()}" for one in person.memberships.all())
