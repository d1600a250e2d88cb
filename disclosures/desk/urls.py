"""Every address of the desk beside the admin's own; DeskSite guards each of them."""

from disclosures.desk.entry import urls as entry_urls
from disclosures.desk.exchange import urls as exchange_urls
from disclosures.desk.review import urls as review_urls

urlpatterns = [*entry_urls.urlpatterns, *exchange_urls.urlpatterns, *review_urls.urlpatterns]
