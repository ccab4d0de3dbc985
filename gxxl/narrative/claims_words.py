"""What a run of words holds, what it names, and what was named before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gxxl.form.model import Form, Ref
from gxxl.narrative.tokens import Token


class Label(NamedTuple):
    """What words name: the table spoken of, the cells, those of one other reading, whether it is doubtful.

    `rows`, `groups` and `results` are what later words lean on; `named`: the groups stand in these very words.
    """

    kind: str
    refs: tuple[Ref, ...] = ()
    alternatives: tuple[Ref, ...] = ()
    soft: bool = False
    rows: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    named: bool = False


NOTHING = Label("other")


@dataclass(slots=True, eq=False, repr=False)
class Context:
    """What was spoken of before: carried from clause to clause, from sentence to sentence within a section.

    `groups`: the disputes spoken of, `together` those of the newest count;
    `applicants`: their kinds are being listed; `channels`: what was received is listed by channel, the sum to come;
    `outcomes`: the words say that what became of the requests is listed;
    `disputes_near`: for how many sentences more a bare count may be one of disputes, as after a heading;
    `document`, `decided`: the documents and decisions spoken of;
    `judging`: the organ is spoken of as the one that decides disputes.
    """

    form: Form
    domain: str = ""
    rows: tuple[str, ...] = ()
    groups: list[str] = field(default_factory=list)
    together: tuple[str, ...] = ()
    results_said: bool = False
    of_results: list[str] = field(default_factory=list)
    document: str = ""
    decided: str = ""
    verb: str = ""
    among: bool = False
    applicants: bool = False
    channels: bool = False
    outcomes: bool = False
    judging: bool = False
    disputes_near: int = 0
    said: set[str] = field(default_factory=set)
    said_before: set[str] = field(default_factory=set)

    def new_sentence(self) -> None:
        """Lists and verbs end with a sentence; the subject lives on."""
        self.among = self.applicants = self.channels = self.outcomes = self.judging = False
        self.verb = ""
        self.disputes_near = max(0, self.disputes_near - 1)
        self.said_before, self.said = self.said, set()
        self.of_results = []


def details(tokens: Iterable[Token], kind: str) -> list[str]:
    """The details of a kind of word, in order, each once: `granted` of `OUT:granted`."""
    start = kind + ":"
    named = (token.details for token in tokens if kind in token.kinds)
    found = (meaning[len(start) :] for meanings in named for meaning in meanings if meaning.startswith(start))
    return list(dict.fromkeys(found))


def kinds(tokens: Iterable[Token]) -> set[str]:
    """The kinds of words there are."""
    found: set[str] = set()
    for token in tokens:
        found |= token.kinds
    return found


_THINGS = frozenset(("BOTH", "REQ", "OUT", "APP", "CIN", "COUT", "CARRY", "DISP", "RES", "DOC", "DEC", "FEES", "PROC"))
_VERBS = frozenset(("ISSUED", "REPEALED", "INFORCE"))
_LABELS = _THINGS | _VERBS | {"RECV", "HANDLE", "FEEINFO", "SUMUP", "GIVEN"}
_OBJECTS = _THINGS | _VERBS | {"FEEINFO", "NOREQ", "OTHER", "NODOC", "GIVEN"}


def has_label(tokens: Iterable[Token]) -> bool:
    """Whether there is a word that could name a cell."""
    return bool(kinds(tokens) & _LABELS)


def has_object(tokens: Iterable[Token]) -> bool:
    """Whether there is a word that says what is counted."""
    return bool(kinds(tokens) & _OBJECTS)


def is_pending(token: Token) -> bool:
    """正在办理, 尚未办结: said of disputes it means 尚未审结; 结转下年度 is said of requests only."""
    return "COUT" in token.kinds and not any(sign in token.text for sign in "年转跨")


def strong(token: Token) -> bool:
    """A request for government information by name, not merely 申请."""
    return "REQ" in token.kinds and ("公开" in token.text or "依申请" in token.text or "信息" in token.text)


_PERCENT = frozenset(("%", "个百分点", "百分点", "倍"))


def is_relative(number: Token, left: Sequence[Token]) -> bool:
    """Whether a number says how another one stands to a whole or to last year."""
    found = kinds(left)
    return number.measure in _PERCENT or bool(found & {"UP", "DOWN"} and found & {"YOY", "LAST", "YEAR"})
