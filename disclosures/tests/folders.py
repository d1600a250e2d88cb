"""Where the tests find things."""

from pathlib import Path

#: The folder of the project.
ROOT = Path(__file__).resolve().parents[2]
#: The sample documents that we wrote.
SAMPLES = ROOT / "disclosures" / "samples"
#: The real documents, which are not part of the project.
DOCUMENTS = ROOT.parent / "shared" / "documents"
