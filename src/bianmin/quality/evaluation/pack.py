"""The pack kind `framework`."""

from typing import Any

from django.utils.translation import gettext_lazy

from bianmin.foundation.packs.vocab import Kind, Loading
from bianmin.quality.evaluation.models import Framework, Node
from bianmin.quality.evaluation.vocab import FrameworkPack, walk


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


KINDS = (Kind("framework", gettext_lazy("Evaluation frameworks"), 53, FrameworkPack, _load, _export),)
