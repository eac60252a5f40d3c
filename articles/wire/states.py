"""States as datelines write them, to the two letters of the post office.

The middle column is the AP Stylebook's abbreviation; eight states have none.
"""

import re

_TABLE = """
AL Ala. Alabama|AK Alaska Alaska|AZ Ariz. Arizona|AR Ark. Arkansas|CA Calif. California
CO Colo. Colorado|CT Conn. Connecticut|DE Del. Delaware|FL Fla. Florida|GA Ga. Georgia
HI Hawaii Hawaii|ID Idaho Idaho|IL Ill. Illinois|IN Ind. Indiana|IA Iowa Iowa|KS Kan. Kansas
KY Ky. Kentucky|LA La. Louisiana|ME Maine Maine|MD Md. Maryland|MA Mass. Massachusetts
MI Mich. Michigan|MN Minn. Minnesota|MS Miss. Mississippi|MO Mo. Missouri|MT Mont. Montana
NE Neb. Nebraska|NV Nev. Nevada|NH N.H. New Hampshire|NJ N.J. New Jersey|NM N.M. New Mexico
NY N.Y. New York|NC N.C. North Carolina|ND N.D. North Dakota|OH Ohio Ohio|OK Okla. Oklahoma
OR Ore. Oregon|PA Pa. Pennsylvania|RI R.I. Rhode Island|SC S.C. South Carolina
SD S.D. South Dakota|TN Tenn. Tennessee|TX Texas Texas|UT Utah Utah|VT Vt. Vermont
VA Va. Virginia|WA Wash. Washington|WV W.Va. West Virginia|WI Wis. Wisconsin|WY Wyo. Wyoming
DC D.C. District of Columbia|PR P.R. Puerto Rico|GU Guam Guam|VI V.I. U.S. Virgin Islands
AS A.S. American Samoa|MP M.P. Northern Mariana Islands
"""


def _key(written: str) -> str:
    return re.sub(r"[^a-z]", "", written.lower())


_CODES: dict[str, str] = {}
STATE_NAMES: set[str] = set()
"""Full names in lower case, for telling a place from a person."""
for _row in re.split(r"[|\n]", _TABLE.strip()):
    _code, _abbreviation, _name = _row.split(" ", 2)
    _CODES |= {_key(_code): _code, _key(_abbreviation): _code, _key(_name): _code}
    STATE_NAMES.add(_name.lower())
_CODES |= {"penn": "PA", "tex": "TX", "cal": "CA", "wva": "WV", "washingtondc": "DC"}


def state_code(written: str) -> str:
    """Return the two-letter code of a state, however it is written, or an empty string."""
    return _CODES.get(_key(written), "")
