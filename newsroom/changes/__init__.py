"""How a process learns, without asking for every request, that a page may no longer be right.

Triggers (`triggers`) write a row to `newsroom_change` in the same transaction as whatever they
watch (`watched`), so no writer can forget to, be it a verb, the admin, a command or plain SQL. A
row names one story where only its discussion moved, else the whole site. Each process reads the
new rows a few times a second while it is asked for pages (`sight`, `log`). This needs no service:
the database that holds the truth also holds the news of it, for every process and every node.
"""
