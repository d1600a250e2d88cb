"""All that is kept as files of what is public."""

from disclosures.publication import kept_archives, kept_exports


def sweep() -> None:
    """Remove every kept file of what is public no more."""
    kept_exports.sweep()
    kept_archives.sweep_archives()
