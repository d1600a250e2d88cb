"""The addresses of those who enter."""

from django.urls import path

from disclosures.desk.entry.narrative import narrative
from disclosures.desk.entry.plan import keep_reasons, plan
from disclosures.desk.entry.project import move_project, new_project, project, remove_project
from disclosures.desk.entry.statement import declare_empty, statement
from disclosures.desk.entry.statements import statements
from disclosures.desk.entry.steps import step

urlpatterns = [
    path("plans/<int:pk>/", plan, name="desk-plan"),
    path("plans/<int:pk>/narrative/", narrative, name="desk-narrative"),
    path("plans/<int:pk>/reasons/", keep_reasons, name="desk-reasons"),
    path("plans/<int:pk>/steps/<str:action>/", step, name="desk-step"),
    path("plans/<int:pk>/projects/new/", new_project, name="desk-project-new"),
    path("plans/<int:pk>/projects/<str:key>/", project, name="desk-project"),
    path("plans/<int:pk>/projects/<str:key>/move/", move_project, name="desk-project-move"),
    path("plans/<int:pk>/projects/<str:key>/remove/", remove_project, name="desk-project-remove"),
    path("plans/<int:pk>/statements/", statements, name="desk-statements"),
    path("plans/<int:pk>/statements/<str:kind>/", statement, name="desk-statement"),
    path("plans/<int:pk>/statements/<str:kind>/empty/", declare_empty, name="desk-statement-empty"),
]
