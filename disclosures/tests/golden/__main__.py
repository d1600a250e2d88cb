"""Write every golden file anew."""

from disclosures.tests.golden import golden_file, golden_text, sample_files

for sample in sample_files():
    golden_file(sample).write_text(golden_text(sample))
