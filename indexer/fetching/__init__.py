"""Fetch documents from the document service of the United Nations, politely, and keep them in a folder.

`service.Service` is what the other rooms use.
"""
