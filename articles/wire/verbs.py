"""Words that hand a quotation to its speaker: "said", "told", "wrote", "called", "citing".

A cue's `lemma` groups its forms; `form` is finite ("said"), participle ("saying") or base ("say").
"""

from typing import Literal, NamedTuple

from articles.wire.word_sets import word_set

Form = Literal["finite", "participle", "base"]


class Cue(NamedTuple):
    lemma: str
    form: Form


_REGULAR = word_set("""
    accuse acknowledge add address admit advise affirm agree allege announce answer
    apologize argue ask assert assure beg bellow blame blast boast brag call caution
    characterize cheer chuckle cite claim clarify comment complain concede conclude condemn
    confess confide confirm contend continue counter cry declare decry defend demand
    denounce deny describe detail disclose dismiss echo elaborate emphasize encourage
    estimate exclaim explain express fume gasp grin grumble hail hint holler howl implore
    indicate inform insist instruct interject joke lament laugh laud maintain marvel mention
    mumble murmur muse mutter note observe offer opine order plead pledge point post praise
    pray predict proclaim promise protest question quip recall recite recollect recommend
    recount reflect reiterate remark remember remind reply report respond reveal rule scoff
    scream shout shrug sigh slam smile snap sneer speculate state stress submit suggest
    summarize surmise sum testify text thank theorize thunder tout tweet urge vent venture
    voice volunteer vow wail warn whisper wonder worry yell allow blog bemoan contest
    criticize credit fear hope label lambast muse paraphrase retort email e-mail sing preach
    brand deem retweet caption message reason stammer sob signal profess bark repeat chide
    scold crow concur gripe grouse intone posit rebut hiss growl groan moan gush huff deadpan
""")

_IRREGULAR = """
say says said saying|tell tells told telling|write writes wrote writing written
read reads read reading|think thinks thought thinking|feel feels felt feeling
begin begins began beginning|swear swears swore swearing|put puts put putting
speak speaks spoke speaking|go goes went going|believe believes believed believing
hear hears heard hearing|plead pleads pled pleading|weep weeps wept weeping
quote quotes quoted quoting|term terms termed terming
""".replace("\n", "|").strip("|")

_DOUBLING = word_set("""
    admit beg brag deadpan grin quip rebut shrug sob sum submit
""")
# Forms that are far more often nouns, or verbs of another kind: they cue nothing.
_NOT_CUES = word_set("""
    hear hears heard hearing go goes going speak speaks spoke speaking feeling beginning
    putting put point points posts answers comments reports texts orders offers details
    labels brands signals estimates calls cheers cries hopes fears thanks rules reason
    reasons promises questions remarks claims demands credits credit smiles laughs screams
    shouts blasts repeats gripes groans moans crows grouse hisses growls summing offered
    offering reported reporting reports pleading meaning
""") - {"calls", "claims"}
# Base forms that may follow a plural subject without a helper: "residents say".
BARE_FORMS = word_set("""
    say tell argue insist believe think describe write call
""")


def _forms(verb: str) -> tuple[str, str, str]:
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return third, stem + "ed", stem + "ing"


def _table() -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    for verb in _REGULAR:
        third, past, participle = _forms(verb)
        cues |= {third: Cue(verb, "finite"), past: Cue(verb, "finite")}
        cues |= {participle: Cue(verb, "participle"), verb: Cue(verb, "base")}
    for row in _IRREGULAR.split("|"):
        base, third, past, participle, *perfect = row.split()
        cues |= {third: Cue(base, "finite"), past: Cue(base, "finite")}
        cues |= {participle: Cue(base, "participle"), base: Cue(base, "base")}
        cues |= {word: Cue(base, "finite") for word in perfect}
    cues["read"] = Cue("read", "finite")
    return {form: cue for form, cue in cues.items() if form not in _NOT_CUES}


CUES = _table()

# Naming and judging: the quotation is what the subject calls a thing, not a clause of speech.
NAMING = word_set("""
    accuse call describe characterize label brand deem term dismiss denounce hail praise
    laud tout blast slam criticize condemn decry lambast credit
""")
# A weak cue reports a mind rather than speech: enough for a longer stretch only.
WEAK = word_set("""
    think feel believe hope fear worry wonder remember
""")

# Verbs of sentences that lead in to words ("took to Twitter, saying"), and other common
# irregular pasts: what follows a subject.
IRREGULAR_PASTS = word_set("""
    met gave took went got made saw ran left won lost led had held knew kept brought bought
    sold built sent spent drove rode began became came grew hit cut let beat threw caught
    taught fought sought heard found stood understood sat fell rose broke chose drew hung
    hid laid lay lit meant paid set shot shut slept spoke stole struck swam tore woke wore
    did does has have is was were are will would can could may might must should be been
    penned wants says wants needs plans hopes loves lives works owns runs leads serves plays
    teaches remains goes gets makes takes sees knows keeps gives finds stands sits thanks
    recalls puts spoke hosts heads moved shook withdrew leaned bent knelt swung stuck rang sang
    drank ate flew froze bit blew forgot forgave overcame withstood
""")
