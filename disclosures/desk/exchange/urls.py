"""The addresses of what goes in and out of a plan: files, last year's plan, the library."""

from django.urls import path

from disclosures.desk.exchange.carrying_over import carrying_over
from disclosures.desk.exchange.export import export, export_file, template
from disclosures.desk.exchange.indicator_library import library, library_candidates
from disclosures.desk.exchange.upload import upload

urlpatterns = [
    path("plans/<int:pk>/carry-over/", carrying_over, name="desk-carry-over"),
    path("plans/<int:pk>/upload/", upload, name="desk-upload"),
    path("plans/<int:pk>/export/", export, name="desk-export"),
    path("plans/<int:pk>/export.<str:extension>", export_file, name="desk-export-file"),
    path("plans/<int:pk>/template.xlsx", template, name="desk-template"),
    path("plans/<int:pk>/library/", library, name="desk-library"),
    path("library/candidates/", library_candidates, name="desk-library-candidates"),
]
