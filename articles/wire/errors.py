"""The one error that damaged wire copy raises."""


class WireError(ValueError):
    """Wire copy that cannot be read, said in plain words.

    `line` counts from 1 as an editor's window does; it is None where the fault has no line
    (a file that is too big, for one).
    """

    def __init__(self, problem: str, line: int | None = None) -> None:
        super().__init__(f"Line {line}: {problem}" if line else problem)
        self.line = line
