"""Every address of the desk beside the admin's own; DeskSite guards each of them."""

from django.urls import path

from disclosures.desk.entry import urls as entry_urls
from disclosures.desk.exchange import urls as exchange_urls
from disclosures.desk.inbox import inbox, open_notice, read_all
from disclosures.desk.review import urls as review_urls
from disclosures.desk.start import start

urlpatterns = [
    path("", start, name="desk-start"),
    path("inbox/", inbox, name="desk-inbox"),
    path("inbox/read/", read_all, name="desk-inbox-read"),
    path("inbox/<int:pk>/", open_notice, name="desk-notice"),
    *entry_urls.urlpatterns,
    *exchange_urls.urlpatterns,
    *review_urls.urlpatterns,
]
