"""How well questions are answered: judged questions, what the library answers to them, and scores."""
