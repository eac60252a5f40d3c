"""Django's SQLite with a line in which writers wait (`turns`), for the connections (`base`).

SQLite itself has no line: whoever finds the database locked sleeps and asks again, ever longer, and
is overtaken by whoever asks at the right moment. Sixteen writers wait half a second that way.
"""
