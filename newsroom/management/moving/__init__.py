"""Moving in and out: another system's export into this site, and this site's into open formats."""
