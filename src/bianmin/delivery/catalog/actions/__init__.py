"""Publish services and the sheets beside them."""

from bianmin.delivery.catalog.actions.publish import BeginsTooEarly as BeginsTooEarly
from bianmin.delivery.catalog.actions.publish import ServiceIsPublished as ServiceIsPublished
from bianmin.delivery.catalog.actions.publish import UnitIsUnknown as UnitIsUnknown
from bianmin.delivery.catalog.actions.publish import publish as publish
from bianmin.delivery.catalog.actions.sheets import SheetIsPublished as SheetIsPublished
from bianmin.delivery.catalog.actions.sheets import publish_sheet as publish_sheet
