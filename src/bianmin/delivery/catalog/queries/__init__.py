"""Read services; what is published is public."""

from bianmin.delivery.catalog.queries.services import card as card
from bianmin.delivery.catalog.queries.services import counted_from as counted_from
from bianmin.delivery.catalog.queries.services import in_force as in_force
from bianmin.delivery.catalog.queries.services import limits as limits
from bianmin.delivery.catalog.queries.services import promise as promise
from bianmin.delivery.catalog.queries.services import published as published
from bianmin.delivery.catalog.queries.services import reckon as reckon
from bianmin.delivery.catalog.queries.services import service as service
from bianmin.delivery.catalog.queries.services import service_version as service_version
