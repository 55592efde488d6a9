"""The pack kind `framework`."""

from typing import Any

from django.utils.translation import gettext_lazy

from bianmin.foundation.packs.queries.held import exported, held
from bianmin.foundation.packs.vocab import Kind, Loading
from bianmin.quality.evaluation.actions.visits import write_award
from bianmin.quality.evaluation.models import Award, Framework, Node
from bianmin.quality.evaluation.vocab import AwardPack, FrameworkPack, walk


def _load(document: FrameworkPack, _loading: Loading) -> None:
    Framework.objects.filter(agency=document.agency, code=document.id, current=True).update(current=False)
    framework = Framework.objects.create(
        agency=document.agency, code=document.id, version=document.version, title=document.title, year=document.year,
        total=document.total, definition=document.model_dump(mode="json", exclude_defaults=True),
    )  # fmt: skip
    made: dict[str, Node] = {}
    for position, (level, above, shape) in enumerate(walk(document.nodes)):
        made[shape.code] = Node.objects.create(
            framework=framework, parent=made.get(above), code=shape.code, level=level, position=position,
            weight=shape.weight, definition=shape.model_dump(mode="json", exclude_defaults=True, exclude={"nodes"}),
        )  # fmt: skip


def _export(agency: str, code: str) -> dict[str, Any] | None:
    row = Framework.objects.filter(agency=agency, code=code, current=True).first()
    return dict(row.definition) if row else None


def _load_award(document: AwardPack, loading: Loading) -> None:
    write_award(pack=document, by=loading.by, at=loading.at)


def _export_award(agency: str, code: str) -> dict[str, Any] | None:
    return exported(held(Award, AwardPack, agency), code)


KINDS = (
    Kind("award", gettext_lazy("Visits and honours of evaluations"), 54, AwardPack, _load_award, _export_award,
         texts=AwardPack.texts),
    Kind("framework", gettext_lazy("Evaluation frameworks"), 53, FrameworkPack, _load, _export),
)  # fmt: skip
