"""Read people: masked cards for pages; the way to reach one for letters and messages; visits of those who proved."""

from bianmin.foundation.persons.queries.people import Contact as Contact
from bianmin.foundation.persons.queries.people import PersonCard as PersonCard
from bianmin.foundation.persons.queries.people import born_on as born_on
from bianmin.foundation.persons.queries.people import contact as contact
from bianmin.foundation.persons.queries.people import masked as masked
from bianmin.foundation.persons.queries.people import name_mask as name_mask
from bianmin.foundation.persons.queries.people import person_card as person_card
from bianmin.foundation.persons.queries.people import visible_to as visible_to
