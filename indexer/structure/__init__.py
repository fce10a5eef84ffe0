"""Turn lines into a document: reflow, numbering, headings, footnotes, tables, and their coverage."""
