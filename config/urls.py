from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("disclosures.public.urls")),
]
handler500 = "config.failures.failed"
