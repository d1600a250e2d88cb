"""Every address of the desk beside the admin's own; DeskSite guards each of them."""

from disclosures.desk import entry_urls, exchange_urls, review_urls

urlpatterns = [*entry_urls.urlpatterns, *exchange_urls.urlpatterns, *review_urls.urlpatterns]
