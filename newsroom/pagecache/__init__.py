"""Pages kept ready for readers without a session, in front of Django's handler.

Invariants, held by tests/newsroom/pagecache against a model:

1. A kept page was made from its key alone: host, scheme, path, the parameters that its route knows,
   the appearance and whether a fragment was asked for. Django is shown nothing else of the request
   that it is made for, so a page cannot hold anything of one reader, and every reader with that key
   is right to get it. A request with a session, a message or a password never meets this cache; an
   answer that sets a cookie, or says that it is private, is never kept.
2. A page that is given to a request that arrived at `t` shows all that was committed before `t - 1`
   second, removals included, whichever process or node committed it. For a page is given only if
   it was read from the database less than `FRESH` ago, or if a look at the log of changes less than
   `FRESH` ago says that nothing it shows has changed since (`newsroom.changes`). While it is made
   anew, others may get the old one, until `OLD`. Nothing that fails makes a page live longer: no
   log, no answer from the database, a restored backup only end its use.
3. Of the processes of a server one makes a page at a time, however many ask for it, and leaves it
   for the others (`neighbors`). One of them takes it only after the log has told it that nothing
   on the page has changed since the look that the page was made by, and before the moment at which
   pages change by themselves: so 2 holds as if it had made the page itself. Where this fails, each
   process makes its own.
4. All pages together take at most `PAGE_CACHE_MB` in each process, and as much on the disk.

Nodes share nothing but the database, so there is nothing to lose when another service is down.
"""
