"""A permit as a sticker for a passport page 貼紙: number, holder, days, who issued it, check code; nothing else."""

from typing import Final

from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.codes import code_of
from bianmin.delivery.permits.vocab.kinds import PermitKind
from bianmin.foundation.documents.tree import Block, Document, Page, Pairs, Paragraph
from bianmin.foundation.orgs.models import Agency
from bianmin.foundation.orgs.queries import unit_names
from bianmin.kernel import rocdate
from bianmin.kernel.receipts import spaced

VISA: Final = Page(width=120, height=80, top=5, bottom=4, left=6, right=6)
"""As large as a visa (ICAO 9303, MRV-A)."""
SMALL: Final = 9.5


def sticker(permit: Permit, of: PermitKind, agency: Agency, mark: str) -> Document:
    """The sticker; its labels are in Chinese and English, since border officers abroad read it too."""
    holder = " ".join(part for part in (permit.holder.name, permit.holder.latin_name) if part)
    until = permit.valid_until
    days = f"{rocdate.roc_full(permit.valid_from)} {rocdate.english(permit.valid_from)}"
    last = f"{rocdate.roc_full(until)} {rocdate.english(until)}" if until else "－"
    issued = unit_names([permit.unit_path]).get(permit.unit_path, agency.name)
    blocks: tuple[Block, ...] = (
        Pairs(
            (
                ("證號 No.", (permit.number,)),
                ("持有人 Holder", (holder,)),
                ("生效日 From", (days,)),
                ("有效至 Until", (last,)),
                ("核發 Issued by", (issued,)),
                ("驗證碼 Check code", (spaced(code_of(permit)),)),
            )
        ),
        Paragraph(("黏貼於護照內頁，撕下即失效。 To be stuck into the passport; void when removed.",), small=True),
    )
    return Document(
        of.name, blocks, subtitle=agency.name, author=agency.name, mark=mark, size=SMALL, numbered_pages=False,
        page=VISA,
    )  # fmt: skip
