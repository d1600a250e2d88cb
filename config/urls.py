from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("disclosures.public.urls")),
]
handler400 = "config.failures.refused"
handler404 = "config.failures.missing"
handler500 = "config.failures.failed"
