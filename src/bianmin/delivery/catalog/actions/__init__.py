"""Publish services and the sheets beside them."""

from bianmin.delivery.catalog.actions.drafts import BeginsInThePast as BeginsInThePast
from bianmin.delivery.catalog.actions.drafts import DraftIsThere as DraftIsThere
from bianmin.delivery.catalog.actions.drafts import DraftWasChanged as DraftWasChanged
from bianmin.delivery.catalog.actions.drafts import PartIsWrong as PartIsWrong
from bianmin.delivery.catalog.actions.drafts import begin_draft as begin_draft
from bianmin.delivery.catalog.actions.drafts import drop_draft as drop_draft
from bianmin.delivery.catalog.actions.drafts import publish_draft as publish_draft
from bianmin.delivery.catalog.actions.drafts import write_draft as write_draft
from bianmin.delivery.catalog.actions.publish import BeginsTooEarly as BeginsTooEarly
from bianmin.delivery.catalog.actions.publish import ServiceIsPublished as ServiceIsPublished
from bianmin.delivery.catalog.actions.publish import UnitIsUnknown as UnitIsUnknown
from bianmin.delivery.catalog.actions.publish import publish as publish
from bianmin.delivery.catalog.actions.sheets import SheetIsPublished as SheetIsPublished
from bianmin.delivery.catalog.actions.sheets import publish_sheet as publish_sheet
