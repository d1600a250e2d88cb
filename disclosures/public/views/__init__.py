"""The reading room: each view finds, shapes and renders. No log-in, no session, nothing but published rows."""
