"""Word lists for reading English news: titles, roles, bodies, documents, and no names.

Lists, not models: an editor can see why a name was read as it was, and add to it.
"""

from articles.wire.word_sets import word_set

MALE_TITLES = word_set("mr mr. sir lord king prince fr fr. father brother congressman councilman")
FEMALE_TITLES = word_set(
    "mrs mrs. ms ms. miss lady madam dame queen princess sister congresswoman councilwoman"
)
COURTESY = word_set("mr mr. mrs mrs. ms ms. miss mx mx. sir lady lord dame madam")

# Words that may stand, capitalised, right before a person's name. The last one ends the title.
TITLES = COURTESY | word_set("""
    president vice-president mayor governor gov gov. lt.gov senator sen sen. sens.
    representative rep rep. reps. congressman congresswoman assemblyman assemblywoman
    delegate councilman councilwoman councilmember councilor councillor alderman alderwoman
    selectman selectwoman selectperson commissioner superintendent supt supt. principal
    chancellor dean provost secretary treasurer director chairman chairwoman chair
    chairperson speaker leader whip minister premier king queen prince princess pope bishop
    archbishop cardinal pastor father sister brother rabbi imam rev rev. fr fr. dr dr.
    doctor prof prof. professor coach manager ambassador comptroller controller clerk
    ombudsman inspector agent marshal sheriff chief deputy officer trooper detective det
    det. sergeant sgt sgt. lieutenant lt lt. captain capt capt. major maj maj. colonel col
    col. general gen gen. commander cmdr cmdr. admiral adm adm. corporal cpl cpl. private
    pvt pvt. pfc cadet judge justice magistrate attorney atty atty. solicitor counsel
    counselor prosecutor defender ceo cfo coo cto executive administrator firefighter
    lifeguard nurse teacher coroner spokesman spokeswoman spokesperson meteorologist
    forecaster author actor actress singer quarterback pitcher goalie center guard forward
    catcher shortstop outfielder midfielder candidate nominee founder owner editor publisher
    reporter anchor analyst economist warden deacon elder chaplain reverend curator
    librarian historian engineer planner president-elect auditor assessor collector
    registrar mayor-elect lawmaker negotiator activist organizer resident chef
""")

RELATIVES = word_set("""
    mother father mom dad sister brother wife husband son daughter uncle aunt cousin nephew
    niece grandmother grandfather grandma grandpa grandson granddaughter parent stepmother
    stepfather widow widower fiancee fiancée fiance fiancé girlfriend boyfriend partner
    spouse ex-wife ex-husband mother-in-law father-in-law brother-in-law sister-in-law
    friend neighbor coworker co-worker colleague teammate roommate twin godmother godfather
    stepson stepdaughter
""")
_ROLE_NOUNS = (
    RELATIVES
    | TITLES - COURTESY
    | word_set("""
    patient star rookie native champion billionaire retiree rapper novelist striker man
    woman boy girl teen teenager child toddler person student official spokesman spokeswoman
    spokesperson witness victim suspect driver passenger pedestrian customer caller neighbor
    lawyer physician surgeon scientist psychologist biologist pianist guitarist artist
    writer poet novelist columnist journalist photographer producer host comedian musician
    expert advocate activist volunteer veteran survivor farmer worker employee employer boss
    supervisor foreman cook barista bartender cashier waiter waitress server plumber
    electrician carpenter mechanic pilot captain player athlete wrestler runner swimmer
    goalkeeper linebacker golfer fan lawmaker legislator politician democrat republican
    incumbent challenger opponent dispatcher paramedic emt rescuer investigator examiner
    co-founder co-owner cofounder homeowner landlord tenant renter developer builder
    contractor architect designer consultant adviser advisor aide ally staffer strategist
    critic supporter guest tourist visitor immigrant refugee pastor priest nun minister
    prosecutor defendant plaintiff juror foreperson alumnus alumna graduate freshman
    sophomore junior senior valedictorian counselor therapist midwife caregiver grandparent
    gardener hiker cyclist biker skier sailor fisherman lobsterman soldier marine airman
    sailor guardsman patrolman officer-in-charge librarian archivist operator entrepreneur
    businessman businesswoman shopkeeper grocer baker butcher brewer trainer instructor
    tutor babysitter nanny crossing-guard custodian janitor secretary-treasurer vice-chair
    vice-chairman vice-chairwoman co-chair co-chairman cochair rider passenger commuter
    shopper diner camper jogger voter taxpayer protester demonstrator bystander onlooker
    attendee participant listener viewer reader subscriber vendor seller buyer dealer broker
    realtor banker lender donor sponsor mentor preacher painter sculptor welder machinist
    trucker angler rancher grower beekeeper winemaker restaurateur hostess dishwasher
    cleaner housekeeper maid roofer logger miner diver surfer climber boxer jockey umpire
    referee groundskeeper promoter recruiter blogger podcaster influencer gamer programmer
    technician chemist physicist geologist dentist pharmacist veterinarian bailiff notary
    mediator lobbyist patron parishioner congregant bass tenor soprano alto drummer
    violinist cellist flutist trombonist conductor dancer magician juggler filmmaker
    muralist user pollster canvasser shrimper custodian organiser head lead boss leader someone
    somebody insider source
""")
)
COLLECTIVES = word_set("""
    police officials authorities investigators prosecutors firefighters troopers deputies
    residents neighbors witnesses lawmakers democrats republicans critics supporters
    opponents parents students doctors experts scientists researchers organizers lawyers
    attorneys relatives friends detectives officers teachers workers employees engineers
    protesters demonstrators activists advocates analysts economists forecasters
    meteorologists leaders members sources reporters others many some people fans players
    coaches customers neighbors rescuers paramedics jurors legislators senators
    representatives aides allies family crew crews staff administrators commissioners
    councilors selectmen owners managers nurses volunteers veterans bystanders inspectors
    regulators judges economists historians conservatives liberals progressives both most
    few several veterinarians defenders planners trustees directors
""")
INSTITUTIONS = word_set("police")
"""Collectives that speak with one official voice, so that "police said" is nothing doubtful."""

EPITHETS = word_set("""
    senior junior sophomore freshman guard forward quarterback pitcher catcher goalie
    goalkeeper linebacker midfielder striker center lawmaker legislator republican democrat
    native star rookie champion incumbent singer actor actress author novelist poet comedian
    rapper billionaire centenarian retiree grandmother grandfather candidate
""")
"""Nouns that news copy uses in place of the name it has just given: "the senior said"."""

_ROLE_ENDINGS = (
    "man",
    "woman",
    "person",
    "ologist",
    "ician",
    "-elect",
    "keeper",
    "holder",
    "grader",
)


def is_role(word: str) -> bool:
    """Say whether a lower-case noun names one person by what they are or do."""
    return (
        word in _ROLE_NOUNS
        or word.endswith(_ROLE_ENDINGS)
        or word.endswith(("-year-old", "year-olds"))
    )


_NO_OFFICE = word_set("""
    man woman boy girl child teen teenager toddler person star head lead champion native
    rookie twin marine
""")


def is_office(word: str) -> bool:
    """Say whether a capitalised word is an office or a trade: only words on a list, or hyphened.

    Surnames such as Coleman end like trades.
    """
    lower = word.lower()
    if lower in _NO_OFFICE:
        return False
    first, hyphen, last = word.rpartition("-")
    compound = bool(hyphen) and (is_role(last) or {first.lower(), last.lower()} <= TITLES)
    return lower in TITLES or lower in _ROLE_NOUNS or compound


def is_collective(word: str) -> bool:
    return word in COLLECTIVES or (word.endswith("s") and is_role(word[:-1])) or word == "people"


MALE_NOUNS = word_set("""
    man boy father dad brother husband son uncle nephew grandfather grandpa grandson widower
    fiancé boyfriend stepfather businessman spokesman chairman councilman congressman waiter
    actor king prince alderman selectman assemblyman fisherman policeman fireman patrolman
    ex-husband
""")
FEMALE_NOUNS = word_set("""
    woman girl mother mom sister wife daughter aunt niece grandmother grandma granddaughter
    widow fiancée girlfriend stepmother businesswoman spokeswoman chairwoman councilwoman
    congresswoman waitress actress queen princess alderwoman selectwoman assemblywoman
    policewoman nun ex-wife
""")

ORG_WORDS = word_set("""
    department dept. dept police office agency administration bureau commission committee
    council board authority association union federation league club society foundation fund
    trust institute institution university college school schools district academy hospital
    center centre clinic church ministries company co. corp. corp corporation inc. inc llc
    ltd. ltd group holdings bank energy power airlines airways motors systems service
    services network coalition alliance partnership project organization organisation party
    senate house congress court ministry times post news journal herald courant press
    industries enterprises brothers stores market markets restaurant cafe café theatre
    theater museum library guard army navy force corps cross conference initiative program
    enforcement customs works utility utilities electric gas water transit railroad railways
    health healthcare medical labs laboratories pharmaceuticals foods farms brewing ferries
    lines rail air airways partners associates capital insurance financial realty homes
    village chamber legislature parliament parish diocese archdiocese synagogue temple
    mosque nations cabinet treasury pentagon white-house shelter pantry centers institutes
    collaborative cooperative co-op consortium society team squad rangers patrol division
    unit precinct registry archives studios records entertainment media channel radio
    television orchestra choir ballet festival fair teamsters afl-cio states administration
""")
PLACE_WORDS = word_set("""
    street st avenue ave ave. road rd rd. boulevard blvd blvd. drive lane highway route
    interstate turnpike parkway river lake pond creek bay beach island mountain hill hills
    valley county city town township park square bridge harbor airport hall building plaza
    field stadium arena coast ocean sea gulf peninsula forest trail avenue court place
    heights junction
""")
DOCUMENTS = {
    "letter": "letter",
    "letters": "letter",
    "memo": "memo",
    "memorandum": "memo",
    "note": "note",
    "email": "email",
    "e-mail": "email",
    "emails": "email",
    "statement": "statement",
    "statements": "statement",
    "release": "statement",
    "announcement": "statement",
    "complaint": "complaint",
    "lawsuit": "complaint",
    "suit": "complaint",
    "filing": "complaint",
    "petition": "petition",
    "motion": "motion",
    "brief": "brief",
    "affidavit": "affidavit",
    "warrant": "affidavit",
    "indictment": "indictment",
    "report": "report",
    "audit": "report",
    "study": "report",
    "paper": "paper",
    "ad": "ad",
    "advertisement": "ad",
    "commercial": "ad",
    "flyer": "flyer",
    "flier": "flyer",
    "brochure": "brochure",
    "mailer": "flyer",
    "pamphlet": "brochure",
    "card": "note",
    "review": "review",
    "ruling": "ruling",
    "opinion": "ruling",
    "decision": "ruling",
    "order": "ruling",
    "dissent": "dissent",
    "post": "post",
    "posting": "post",
    "posts": "post",
    "tweet": "post",
    "tweets": "post",
    "thread": "post",
    "message": "message",
    "text": "message",
    "voicemail": "message",
    "caption": "post",
    "op-ed": "column",
    "column": "column",
    "editorial": "column",
    "essay": "column",
    "article": "column",
    "blog": "post",
    "resolution": "resolution",
    "notice": "notice",
    "obituary": "obituary",
    "testimony": "testimony",
    "speech": "speech",
    "address": "speech",
    "remarks": "speech",
    "transcript": "transcript",
    "papers": "complaint",
    "documents": "documents",
    "records": "records",
    "website": "website",
    "proclamation": "proclamation",
    "advisory": "advisory",
    "alert": "advisory",
    "warning": "advisory",
    "bulletin": "advisory",
    "forecast": "advisory",
    "policy": "policy",
    "manifesto": "manifesto",
    "diary": "diary",
    "journal": "diary",
    "video": "video",
    "application": "application",
    "proposal": "proposal",
    "summary": "summary",
    "minutes": "minutes",
    "agenda": "agenda",
    "page": "website",
    "invitation": "invitation",
}
"""Nouns for things that are written or posted, to the kind of document they are."""

# What is written for all to see, or shouted by a crowd, is nobody's words on the record.
DISPLAYS = word_set("""
    sign signs banner banners placard placards poster posters shirt shirts t-shirt t-shirts
    sticker stickers billboard billboards plaque graffiti tattoo hat hats cap mug flag flags
    label slogan slogans motto chant chants button buttons license plate marquee headstone
    tombstone gravestone
""")
CHANTS = word_set("chanted chanting chants chant sang singing sings emblazoned spray-painted")

# Words before a quotation that make it a name or a term.
NAMING_WORDS = word_set("""
    so-called dubbed nicknamed titled entitled named known called labeled termed word words
    phrase term terms name nickname song album book film movie show play series exhibit
    exhibition bill episode novel poem hymn anthem ballad single track musical documentary
    podcast program programme game video painting sculpture mural ordinance slogan motto
    hashtag theme title codenamed code-named lyrics category category password acronym alias
    aka headline chapter campaign operation project event initiative ship boat yacht
    movement concept label sitcom drama memoir autobiography comedy opera symphony tune hit
    column stories story exhibit tour segment lecture sermon comic
""")

PREPOSITIONS = word_set("""
    in on at of for from with to by about after before during since until under over into
    onto near between among against through across behind beyond without within along around
    outside inside toward towards upon via despite amid amidst off past per regarding
    concerning unlike like beside besides above below as than because while when where if
    whether although though unless once following including
""")
SUBORDINATORS = word_set("""
    as when while after before if because since although though unless once until where
    whenever asked speaking referring responding following citing standing noting given
    despite addressing pressed writing quoting reached describing recalling calling holding
    surrounded joined
""")
CONJUNCTIONS = word_set("and but or nor yet so then plus &")
RELATIVES_WORDS = word_set("who that which whom whose what")
PRONOUNS = {
    "he": "m",
    "she": "f",
    "they": "p",
    "it": "n",
    "who": "r",
    "i": "s",
    "we": "s",
    "you": "s",
    "him": "m",
    "them": "p",
}
DETERMINERS = word_set("""
    the a an his her their its this that these those one another our my your every each some
    several many two three four five six other both no
""")
AUXILIARIES = word_set("""
    is was were are be been being am has have had do does did will would can could may might
    must should shall 's 'd 've 'll 're 'm not isn't wasn't aren't weren't don't doesn't
    didn't won't wouldn't can't couldn't hasn't haven't hadn't shouldn't cannot
""")
ADVERBS = word_set("""
    also later then now still again once first last never always often sometimes even just
    only too further meanwhile however instead yesterday today tonight tomorrow monday
    tuesday wednesday thursday friday saturday sunday jan. january feb. february march april
    may june july aug. august sept. september oct. october nov. november dec. december
    earlier afterward afterwards there here himself herself themselves itself soon ago back
    simply publicly repeatedly morning afternoon evening night week month year noon midnight
    weekend indeed thus perhaps maybe rather quite very twice recently flatly ever jokingly
    sunday's both out up
""")
MONTHS_AND_DAYS = word_set("""
    monday tuesday wednesday thursday friday saturday sunday jan jan. january feb feb.
    february march mar. april apr. may june july aug aug. august sept sept. september oct
    oct. october nov nov. november dec dec. december christmas easter thanksgiving halloween
""")
# Adjectives in -ed and -ing that may stand inside a description of a person.
VERBAL_ADJECTIVES = word_set("""
    retired elected appointed injured wounded registered certified licensed united armed
    acting outgoing incoming visiting leading managing founding sitting presiding commanding
    attending housing planning engineering marketing nursing building zoning training
    programming fundraising operating finance-planning longstanding reigning grieving
    concerned unnamed unidentified self-employed tenured seasoned distinguished experienced
    breeding recruiting wrestling swimming boxing racing running hunting fishing shipping
    mining banking manufacturing advertising brewing editing counseling parking bleeding bed
    aged red hundred sacred naked wicked kindred learned wedding morning evening ceiling
    string king ring spring sterling darling sibling sterling
""")
# Capitalised at the head of a sentence, and never a name.
NOT_NAMES = (
    PREPOSITIONS
    | SUBORDINATORS
    | CONJUNCTIONS
    | RELATIVES_WORDS
    | DETERMINERS
    | AUXILIARIES
    | ADVERBS
    | MONTHS_AND_DAYS
    | frozenset(PRONOUNS)
    | word_set("""
    according yes no not all any much more less nearly about almost what why how there here
    let's please thanks dear today's earlier later his hers theirs ours mine yours me us him
    them her himself herself themselves either neither such own same next last despite both
    during whatever whoever however therefore nonetheless nevertheless besides additionally
    finally ultimately asked told added said says reached based born
""")
)
PARTICLES = word_set(
    "de la las los del della di da dos du le van von der den ter ten bin ibn al el y st."
)
SUFFIXES = word_set("jr jr. sr sr. ii iii iv v ph.d. m.d. md phd esq. esq d.o. r.n. rn")
ABBREVIATIONS = {
    word for word in TITLES | MONTHS_AND_DAYS | SUFFIXES if word.endswith(".")
} | word_set("""
    st. mt. ft. no. vs. etc. inc. corp. co. ltd. dept. ave. blvd. rd. a.m. p.m. u.s. u.n.
    u.k. d.c. ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. md.
    mass. mich. minn. miss. mo. mont. neb. nev. okla. ore. pa. tenn. vt. va. wash. wis. wyo.
    bros. assn. assoc. univ. asst. e.g. i.e. approx. est. lt.gov. messrs. hon. sens. reps.
    insp. tel. ext. n.c. n.d. n.h. n.j. n.m. n.y. s.c. s.d. r.i. w.va.
""")
# After one of these a capital still starts a sentence.
MAY_END_SENTENCE = word_set("""
    a.m. p.m. inc. corp. co. ltd. jr. sr. etc. u.s. d.c. dept. conn. calif. fla. mass. u.n.
    u.k. ala. ariz. ark. colo. del. ga. ill. ind. kan. ky. la. md. mich. minn. miss. mo.
    mont. neb. nev. okla. ore. pa. tenn. vt. va. wash. wis. wyo. n.c. n.d. n.h. n.j. n.m.
    n.y. s.c. s.d. r.i. ave. blvd. rd. st. bros. ph.d. m.d. ii iii
""")
