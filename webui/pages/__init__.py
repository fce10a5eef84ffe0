"""The pages: search, reading, States, events."""
