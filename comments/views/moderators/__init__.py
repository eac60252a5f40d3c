"""The desk's pages: each loads, asks one verb, and goes back to the queue."""
