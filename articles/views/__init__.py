"""Pages of the paper: each view loads, asks one question, answers."""
