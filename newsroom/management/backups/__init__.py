"""A copy of the whole site in one file, and the way back.

The file is a plain tar archive that any tar program opens:

    database.sqlite3 or database.dump   the database, as SQLite or pg_dump's custom format has it
    media/…                             the photos, in the order of their names
    SHA256SUMS                          a checksum for each of these, as `sha256sum -c` reads it
    manifest.json                       what is in it, of which version, how many rows in each table
    manifest.sha256                     the checksum of the manifest; without it the file is damaged

`archive` writes and proves the file, `sqlite` and `postgres` copy and restore databases, `making`
and `restoring` are the two verbs, `record` remembers when the last copy was made.
"""
