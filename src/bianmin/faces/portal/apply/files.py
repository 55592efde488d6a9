"""Uploads of a draft: their bytes wait in the file store under the draft's key until the application is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bianmin.faces.portal.apply.draft import Draft
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.queries import draft_content
from bianmin.foundation.documents.vocab import Retention
from bianmin.foundation.forms.vocab import Kept
from bianmin.journeys.saving import files_of
from bianmin.kernel.actor import Actor


def subject(draft: Draft) -> str:
    """The subject under which a draft's files are stored."""
    return files_of(draft.key)


def keep_bytes(draft: Draft, files: Mapping[str, Sequence[Kept]], *, by: Actor, at: datetime) -> None:
    """Store what was accepted just now."""
    for kept in (kept for group in files.values() for kept in group if kept.data):
        store(
            data=kept.data, name=kept.name, subject=subject(draft), agency=draft.agency, retention=Retention.DRAFT,
            by=by, at=at,
        )  # fmt: skip


def with_bytes(draft: Draft, files: Mapping[str, Sequence[Kept]]) -> dict[str, tuple[Kept, ...]]:
    """The accepted files with their bytes back, to be kept with the case."""
    return {name: tuple(_filled(draft, kept) for kept in group) for name, group in files.items()}


def _filled(draft: Draft, kept: Kept) -> Kept:
    return kept if kept.data else replace(kept, data=draft_content(draft.agency, subject(draft), kept.sha256))
