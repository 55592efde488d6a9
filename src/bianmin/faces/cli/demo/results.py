"""What follows two years of service: figures, reviews of missed targets, a self-evaluation, the sealed journal."""

from bianmin.faces.ui.now import now
from bianmin.quality.indicators.actions import refresh


def after() -> None:
    """Count, correct, evaluate, seal."""
    refresh(at=now())
