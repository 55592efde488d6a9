"""What somebody may do: a closed list of permissions, and which of them the duties of every house carry."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """The duties every house has 職務: held in one unit, valid for it and the units below; packs add others."""

    OFFICER = "officer"  # 承辦人: serves the public, handles cases
    CHIEF = "chief"  # 主管/主任: approves, answers alerts
    RESEARCH = "research"  # 研考: plans, indicators, reports
    REVIEWER = "reviewer"  # 評審委員
    AUDITOR = "auditor"  # 政風/稽核: reads journals, changes nothing
    SUPERVISOR = "supervisor"  # 上級機關: reads the figures of the agencies below
    ADMIN = "admin"  # 系統管理: units, accounts and packs
    SYSTEM = "system"  # the platform's own work: timers, imports


class Permission(StrEnum):
    """One thing somebody may do in a unit and the units below it; a duty is a named set of them."""

    BELONG = "belong"
    """Works here: reads the house's own figures, drafts of plans, self-evaluations and results of evaluations."""
    SUGGEST = "suggest"
    """Hands in suggestions and proposals 提案, and answers surveys of the staff."""
    TYPE_COUNTS = "type-counts"
    """Types in counts that no system keeps yet, with their evidence."""
    READ_ROWS = "read-rows"
    """Reads the rows behind a figure."""
    KEEP_FIGURES = "keep-figures"
    """Publishes figures, sets targets, enters what they are compared with."""
    DRAFT_PLANS = "draft-plans"
    """Drafts plans and self-evaluations, submits and publishes them."""
    APPROVE_PLANS = "approve-plans"
    """Approves plans and amendments 核定, or returns them."""
    FILE = "file"
    """Files plans, score sheets and minutes with the agency above 函送."""
    ANSWER_FILINGS = "answer-filings"
    """Acknowledges 備查, approves 核備 or returns what the agencies below have filed."""
    READ_REPORTS = "read-reports"
    """Reads reports that are not published, and their evidence."""
    WRITE_REPORTS = "write-reports"
    """Builds and publishes reports."""
    READ_IMPROVEMENTS = "read-improvements"
    """Reads the improvements of the unit."""
    BEGIN_IMPROVEMENTS = "begin-improvements"
    """Begins improvements for the unit."""
    CARRY_OUT = "carry-out"
    """Carries out improvements the unit is responsible for 承辦單位, and reports them done."""
    JUDGE_IMPROVEMENTS = "judge-improvements"
    """Verifies improvements others report as done, or sends them back."""
    HOLD_ROUNDS = "hold-rounds"
    """Opens, staffs and closes evaluations of the units below, and of the agencies below."""
    READ_ROUNDS = "read-rounds"
    """Reads every evaluation of the house while it goes on."""
    SCORE = "score"
    """Scores as a member of a committee 評核委員, where appointed and never the own unit."""
    COACH = "coach"
    """Coaches units and agencies 輔導, and writes down what was said."""
    INSPECT = "inspect"
    """Checks units and agencies, announced or not 查核, and writes down what was found."""
    ATTEND = "attend"
    """Attends visits and meetings where invited 列席."""
    HOST = "host"
    """Speaks for the visited unit 受評單位主席."""
    KEEP_MINUTES = "keep-minutes"
    """Writes the minutes of meetings and visits, and records how the work goes on 專責人員."""
    OVERSEE = "oversee"
    """Reads figures, plans and improvements of the agencies below, never their cases."""
    GIVE_DUTIES = "give-duties"
    """Gives and takes duties in the unit 職務派任."""
    ANSWER_CALLS = "answer-calls"
    """Answers the telephone of the house 客服 as one of its service staff, in the house or from outside."""
    GUIDE = "guide"
    """Guides visitors and helps with forms 引導."""
    ANSWER_OPINIONS = "answer-opinions"
    """Reads what the public writes in and sees to its answer."""
    KEEP_WEBSITE = "keep-website"
    """Labels and keeps what the website publishes."""
    READ_PROTECTED = "read-protected"
    """Reads where somebody protected lives, and how they are telephoned 受保護者的住址電話."""
    LOOK_UP = "look-up"
    """Looks up for another agency's case what this one keeps 電子查驗."""


_P: Final = Permission
_HOUSE: Final = frozenset({_P.BELONG, _P.SUGGEST})
_WORK: Final = frozenset({
    _P.TYPE_COUNTS, _P.READ_ROWS, _P.READ_REPORTS, _P.READ_IMPROVEMENTS, _P.BEGIN_IMPROVEMENTS, _P.CARRY_OUT,
    _P.SCORE, _P.ATTEND,
})  # fmt: skip
_QUALITY: Final = frozenset({
    _P.KEEP_FIGURES, _P.DRAFT_PLANS, _P.FILE, _P.ANSWER_FILINGS, _P.WRITE_REPORTS, _P.JUDGE_IMPROVEMENTS,
    _P.HOLD_ROUNDS, _P.KEEP_MINUTES, _P.COACH, _P.INSPECT,
})  # fmt: skip

CARRIED: Final[dict[Role, frozenset[Permission]]] = {
    Role.OFFICER: _HOUSE | _WORK,
    Role.CHIEF: _HOUSE | _WORK | _QUALITY | {_P.APPROVE_PLANS, _P.GIVE_DUTIES, _P.HOST},
    Role.RESEARCH: _HOUSE | _WORK | _QUALITY,
    Role.REVIEWER: _HOUSE | {_P.READ_REPORTS, _P.SCORE, _P.ATTEND},
    Role.AUDITOR: _HOUSE | {_P.READ_ROWS, _P.READ_REPORTS, _P.READ_IMPROVEMENTS, _P.READ_ROUNDS, _P.SCORE, _P.ATTEND},
    Role.SUPERVISOR: _HOUSE | {
        _P.OVERSEE, _P.ANSWER_FILINGS, _P.COACH, _P.INSPECT, _P.SCORE, _P.ATTEND, _P.HOLD_ROUNDS,
    },
    Role.ADMIN: _HOUSE | {_P.GIVE_DUTIES},
    Role.SYSTEM: frozenset(),
}  # fmt: skip
"""What each duty of every house carries besides what rules about cases grant it by its name."""
