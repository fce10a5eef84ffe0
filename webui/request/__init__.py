"""Reads requests: what is asked, by whom, of which library; refuses some before anything else reads them."""
