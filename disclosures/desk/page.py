from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse


def page(request: HttpRequest, template: str, context: dict, status: int = 200) -> TemplateResponse:
    """A page of the desk in the frame of the admin: its head, breadcrumbs, messages and list of models."""
    return TemplateResponse(request, template, admin.site.each_context(request) | context, status=status)
