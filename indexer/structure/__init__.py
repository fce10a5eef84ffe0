"""From lines to a document: reflow, numbering, headings, footnotes, tables, and an account of it all."""
