"""What is recognised inside a text: symbols and citations, States, organizations, dates, numbers."""
