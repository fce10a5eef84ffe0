"""The JSON API and the exports."""
