"""`python -m tests.security.hostile [COUNT]`: ten thousand hostile strings and their fate.

The same as the test in `test_hostile`, which types a thousand. With DATABASE_URL it runs on
PostgreSQL. Exits with pytest's code: 0 where nothing ran, broke out or broke down.
"""

import os
import sys

import pytest

if __name__ == "__main__":
    os.environ["HOSTILE"] = sys.argv[1] if len(sys.argv) > 1 else "10000"
    sys.exit(pytest.main(["-q", "-s", "-p", "no:cacheprovider", "tests/security/test_hostile.py"]))
