"""What the discussion is made of."""

from comments.models.appeal import Appeal
from comments.models.case import Case
from comments.models.closure import Closure
from comments.models.comment import READERS_KINDS, Comment, Kind, Status
from comments.models.decision import Act, Decision
from comments.models.desk import SavedReply, StaffNote
from comments.models.embed import Embed
from comments.models.finding import Finding
from comments.models.hour import TalkHour
from comments.models.ledger import LedgerMonth
from comments.models.notice import MailChoice, Notice, Topic
from comments.models.reading import Follow, Ignored, Respect, Visit
from comments.models.report import Report, ReportOutcome
from comments.models.revision import Revision
from comments.models.rule import HouseRule, RuleVersion
from comments.models.sanction import Measure, Sanction
from comments.models.screening_model import ScreeningModel
from comments.models.second_read import SecondRead
from comments.models.shift import Shift
from comments.models.switch import SiteSwitch
from comments.models.tip import Consent, Tip, TipMessage, TipPhoto, TipState, Use
from comments.models.week import LedgerWeek
from comments.models.word import Handling, Word

__all__ = [
    "READERS_KINDS",
    "Act",
    "Appeal",
    "Case",
    "Closure",
    "Comment",
    "Consent",
    "Decision",
    "Embed",
    "Finding",
    "Follow",
    "Handling",
    "HouseRule",
    "Ignored",
    "Kind",
    "LedgerMonth",
    "LedgerWeek",
    "MailChoice",
    "Measure",
    "Notice",
    "Report",
    "ReportOutcome",
    "Respect",
    "Revision",
    "RuleVersion",
    "Sanction",
    "SavedReply",
    "ScreeningModel",
    "SecondRead",
    "Shift",
    "SiteSwitch",
    "StaffNote",
    "Status",
    "TalkHour",
    "Tip",
    "TipMessage",
    "TipPhoto",
    "TipState",
    "Topic",
    "Use",
    "Visit",
    "Word",
]
