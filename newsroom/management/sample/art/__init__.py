"""The paper's own drawings, one to a module, each with a `draw()` that returns a Picture."""
