"""Articles and their editions; looks, samples, links and tests; laws and classes; what is disclosed."""

from bianmin.delivery.publishing.models.articles import Article as Article
from bianmin.delivery.publishing.models.articles import Edition as Edition
from bianmin.delivery.publishing.models.checks import Finding as Finding
from bianmin.delivery.publishing.models.checks import Link as Link
from bianmin.delivery.publishing.models.checks import Look as Look
from bianmin.delivery.publishing.models.checks import Rhythm as Rhythm
from bianmin.delivery.publishing.models.checks import Sample as Sample
from bianmin.delivery.publishing.models.checks import SiteTest as SiteTest
from bianmin.delivery.publishing.models.disclosure import Disclosed as Disclosed
from bianmin.delivery.publishing.models.disclosure import DisclosureList as DisclosureList
from bianmin.delivery.publishing.models.laws import Law as Law
from bianmin.delivery.publishing.models.laws import Sections as Sections
from bianmin.delivery.publishing.models.laws import Shelves as Shelves
from bianmin.delivery.publishing.models.readings import Reading as Reading
