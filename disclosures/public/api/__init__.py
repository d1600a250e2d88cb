"""The API for programs: the rows of the public pages as JSON, page by page."""
