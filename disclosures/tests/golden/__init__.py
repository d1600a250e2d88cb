"""Golden files: beside every sample document the Document it is expected to be, as JSON with its reading.

`python -m disclosures.tests.golden` writes them anew from what the importers read; the difference is then reviewed
by eye, because a golden file is only worth what its reader has checked.
"""

import json
from pathlib import Path

from disclosures.document.as_json import to_json
from disclosures.importers import parse_file
from disclosures.tests.folders import SAMPLES

GOLDEN = Path(__file__).resolve().parent


def sample_files() -> list[Path]:
    """Every sample document, in order of name."""
    return sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".docx"))


def golden_file(sample: Path) -> Path:
    """The file that says what the sample is expected to be."""
    return GOLDEN / f"{sample.name}.json"


def golden_text(sample: Path) -> str:
    """The sample as read now, printed as its golden file is."""
    document = parse_file(sample.name, sample.read_bytes())
    return json.dumps(to_json(document), ensure_ascii=False, indent=1) + "\n"
