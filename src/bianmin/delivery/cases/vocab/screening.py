"""What a computer found when it looked at an application by principles of review 電腦查核."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """One principle and whether the application passed it; `reason` says why an officer reads it where it did not."""

    code: str
    text: str
    passed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ScreeningCard:
    """What was found, by which version of which principles, and whether the application was granted at once.

    `inputs` names what was looked at: the questions whose answers are kept with the finding.
    """

    rule: str
    version: str
    name: str
    passed: bool
    decided: bool
    findings: tuple[Finding, ...]
    inputs: tuple[str, ...]
    at: datetime

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why an officer reads it."""
        return tuple(one.reason for one in self.findings if not one.passed)
