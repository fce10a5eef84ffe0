"""Measure how well the library answers: judged questions, rankings of the answers, and scores."""
