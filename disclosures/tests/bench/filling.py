"""Fill a database with a region's published indicators, each unit's year through the loader and publication.

python -m disclosures.tests.bench.filling INDICATORS prints its progress to standard error and, as JSON, its rates: how
many indicators a second were published, and loaded and published.
"""

import json
import sys
import time

from django.core.management import call_command

from disclosures.plans.loader import load
from disclosures.publication.publishing import publish
from disclosures.tests.bench.county import PROJECTS, REGION, ROWS, documents
from indicators.models import Region

_EACH = PROJECTS * ROWS
_TELL = 10  # seconds


def main() -> None:
    """Add to what is there what is missing of the indicators that are asked for."""
    call_command("migrate", verbosity=0)
    Region.objects.get_or_create(code=REGION.code, defaults={"name": REGION.name})
    print(json.dumps(fill(int(sys.argv[1]))))  # noqa: T201


def fill(indicators: int) -> dict[str, float]:
    """Load and publish; the rates, of the clock."""
    loading = publishing = 0.0
    done, told = 0, time.monotonic()
    for document in documents(indicators):
        start = time.perf_counter()
        assert document.source
        report = load(document, document.source.sha256.encode(), publish=True)
        loaded = time.perf_counter()
        publish(report.submission, imported=True)
        loading += loaded - start
        publishing += time.perf_counter() - loaded
        done += _EACH
        if time.monotonic() - told > _TELL:
            told = time.monotonic()
            rate = done / (loading + publishing)
            print(f"{done:,} of {indicators:,} indicators, {rate:,.0f} a second", file=sys.stderr)  # noqa: T201
    return {"published": done / publishing, "loaded and published": done / (loading + publishing)}


if __name__ == "__main__":
    main()
