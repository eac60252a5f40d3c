"""Faults, one a module, done to a real site while people post: `python -m tests.faults [name …]`.

`stage` starts what a site needs, `readers` post and retry as people do, `ledger` knows what they
were told was taken and compares. See README.md beside this file.
"""
