"""Read accounts: the actor behind a sign-in, the officer and deputy that a receipt names, lists for administrators."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

from bianmin.foundation.accounts.models import Absence, Deputy, Holding, User
from bianmin.foundation.accounts.rules import in_force, may_administer, readable
from bianmin.foundation.accounts.vocab import TITLES
from bianmin.kernel.actor import Actor, Assurance, Grant, Permission, Role
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.lasting import lasting
from bianmin.kernel.rocdate import local_day
from bianmin.kernel.rows import find


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of staff as citizens may see them: name, title, telephone."""

    key: str
    name: str
    title: str
    phone: str


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role held: `id` is what `revoke_role` takes."""

    id: int
    role: str
    title: str | Promise
    path: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class AccountCard:
    """An account as administrators and chiefs see it."""

    key: str
    username: str
    name: str
    title: str
    phone: str
    active: bool
    seen: datetime | None
    two_factor: bool
    outside: bool
    valid_until: date | None
    roles: tuple[RoleCard, ...]


def key_of(user: User) -> str:
    """The journal's key of an account."""
    return f"staff:{user.pk}"


def key_named(agency: str, username: str) -> str:
    """The journal's key of an account in use, by its name; empty where the agency has none of this name."""
    found = User.objects.filter(agency=agency, username=username, is_active=True).first()
    return key_of(found) if found else ""


def user_with_key(key: str) -> User:
    """The account with a key `staff:7`; refused when there is none."""
    kind, _, number = key.partition(":")
    user = find(User, id=int(number)) if kind == "staff" and number.isdecimal() else None
    if user is None:
        raise NotFound
    return user


def reader_with_key(key: str) -> User:
    """As `user_with_key`, for who is only written to: read once an edition, and not to be changed."""
    return lasting(User, ("reader", key), partial(user_with_key, key))


def administered(key: str, by: Actor) -> User:
    """The account with a key, for whoever administers its agency.

    Raises:
        NotFound, NotAllowed.
    """
    user = user_with_key(key)
    if not may_administer(by, user.agency):
        raise NotAllowed
    return user


def two_factor_roles() -> frozenset[Role]:
    """Roles that hold only after the second step of signing in: the setting `TWO_FACTOR_ROLES`."""
    return frozenset(Role(name) for name in settings.TWO_FACTOR_ROLES)


def _held(user: User, on: date) -> dict[str, tuple[Grant, ...]]:
    """The roles in force on a day by account: the user's, and those of colleagues away whose work the user does."""
    return lasting(User, ("held", user.pk, on), partial(_read_held, user, on))


def _read_held(user: User, on: date) -> dict[str, tuple[Grant, ...]]:
    along = "user__absences__"
    away = Q(**{f"{along}stand_in": user}) & in_force(on, along=along)
    rows = (
        Holding.objects.filter(in_force(on))
        .filter(Q(user=user) | away)
        .distinct()
        .select_related("duty")
        .order_by("path", "role")
    )
    found: dict[str, tuple[Grant, ...]] = {}
    for row in rows:
        key = f"staff:{row.user_id}"
        found[key] = (*found.get(key, ()), _grant(row))
    return found


def _grant(row: Holding) -> Grant:
    """What a holding grants: a duty of every house by its name, another what its pack says."""
    over = frozenset(row.over)
    if row.duty is None:
        return Grant(Role(row.role), row.agency, row.path, over=over)
    added = frozenset(Permission(name) for name in row.duty.definition.get("permissions", ()))
    like = Role(row.duty.like) if row.duty.like else None
    return Grant(like, row.agency, row.path, added, row.duty.code, over)


def actor_for(
    user: User, *, at: datetime, assurance: Assurance = Assurance.PASSWORD, standing_in_for: str = ""
) -> Actor:
    """The actor of a signed-in account with the roles in force on that day.

    Roles that need a second factor are left out below that assurance. `standing_in_for` is the key of a colleague
    whose named deputy the account is on that day: her roles are added, and the journal keeps both keys; it is
    ignored when the account is not her deputy. `absent` names the colleagues away that day whose work the account does.
    """
    on = local_day(at)
    held = _held(user, on)
    grants, absent = held.get(key_of(user), ()), frozenset(held) - {key_of(user)}
    stands_in = standing_in_for if standing_in_for in absent or _is_deputy(user, standing_in_for, on) else ""
    if stands_in:
        grants += held.get(stands_in) or _held(user_with_key(stands_in), on).get(stands_in, ())
    if assurance < Assurance.TWO_FACTOR:
        grants = tuple(grant for grant in grants if grant.role not in two_factor_roles())
    return Actor(
        key=key_of(user),
        label=user.display_name,
        grants=grants,
        agency=user.agency,
        assurance=assurance,
        deputising_for=stands_in,
        as_of=at,
        absent=absent,
        outside=user.outside,
    )


def _is_deputy(user: User, absent: str, on: date) -> bool:
    """Whether the user is the named deputy of an account on a day."""
    number = absent.partition(":")[2]
    named = Deputy.objects.filter(in_force(on), stand_in=user, absent_id=int(number)) if number.isdecimal() else None
    return named is not None and named.exists()


def covering(agency: str, *, on: date) -> dict[str, str]:
    """Who does the work of whom on a day: the key of the colleague away -> the key of the deputy."""
    return lasting(User, ("covering", agency, on), partial(_covering, agency, on))


def _covering(agency: str, on: date) -> dict[str, str]:
    rows = Absence.objects.filter(in_force(on), agency=agency).values_list("absent_id", "stand_in_id")
    return {f"staff:{absent}": f"staff:{stand_in}" for absent, stand_in in rows}


@dataclass(frozen=True, slots=True)
class AbsenceCard:
    """An absence: who is away, who does the work, from when until when; `id` is what `end_absence` takes."""

    id: int
    absent: Officer
    stand_in: Officer
    valid_from: date
    valid_until: date


def absences(actor: Actor, *, since: date) -> list[AbsenceCard]:
    """The absences of the actor's agency that end on a day or later, the first to begin on top."""
    rows = Absence.objects.filter(agency=actor.agency, valid_until__gte=since).select_related("absent", "stand_in")
    return [
        AbsenceCard(row.pk, _card(row.absent), _card(row.stand_in), row.valid_from, row.valid_until)
        for row in rows.order_by("valid_from", "pk")
    ]


def held_back(user: User, *, on: date) -> bool:
    """Whether the account has a role that waits for the second step of signing in."""
    return Holding.objects.filter(in_force(on), _in_two_steps(), user=user).exists()


def _in_two_steps() -> Q:
    """Holdings of roles that wait for the second step, or of duties like them."""
    roles = [role.value for role in two_factor_roles()]
    return Q(role__in=roles) | Q(duty__like__in=roles)


def without_second_step(*, on: date) -> int:
    """How many active accounts hold a role that needs the second step and have not set it up."""
    held = Holding.objects.filter(in_force(on), _in_two_steps()).values("user_id")
    second = Authenticator.objects.filter(type=Authenticator.Type.TOTP).values("user_id")
    return User.objects.filter(is_active=True, pk__in=held).exclude(pk__in=second).count()


def holders(role: Role, *, path: str, on: date) -> QuerySet[User]:
    """Accounts that hold a role in the unit at `path` itself, in the order they were made."""
    alike = Q(role=role.value) | Q(duty__like=role.value)
    held = Holding.objects.filter(in_force(on), alike, path=path).values("user_id")
    return User.objects.filter(pk__in=held, is_active=True).order_by("pk")


def officer(key: str) -> Officer:
    """The card of the account with this key; empty for an unknown one."""
    try:
        return _card(user_with_key(key))
    except NotFound:
        return Officer(key, "", "", "")


def _card(user: User) -> Officer:
    return Officer(key_of(user), user.display_name, user.title, user.phone)


def mailbox_of(key: str) -> str:
    """Where messages about work go to an account; empty where it named no address."""
    return user_with_key(key).email


def deputy_of(key: str, *, on: date) -> Officer | None:
    """Who stands in for this account on a day 代理人, if anybody is named."""
    return lasting(User, (key, on), partial(_deputy_of, key, on))


def _deputy_of(key: str, on: date) -> Officer | None:
    number = key.partition(":")[2]
    row = Deputy.objects.filter(in_force(on), absent_id=int(number)).select_related("stand_in").first()
    return _card(row.stand_in) if row else None


def absent_for(key: str, *, on: date) -> list[Officer]:
    """The colleagues whom this account stands in for on a day."""
    number = int(key.partition(":")[2])
    rows = Deputy.objects.filter(in_force(on), stand_in_id=number).select_related("absent").order_by("absent_id")
    return [_card(row.absent) for row in rows]


def names(keys: Iterable[str]) -> dict[str, str]:
    """The names behind keys of accounts, in one statement; keys of anything else are left out."""
    numbers = {key.partition(":")[2] for key in keys if key.startswith("staff:")}
    found = User.objects.filter(pk__in=[int(number) for number in numbers if number.isdecimal()])
    return {f"staff:{pk}": name for pk, name in found.values_list("pk", "display_name")}


def staff_of(agency: str) -> list[Officer]:
    """Who works in an agency, by name: for choosing who is to do something; people from outside do not."""
    rows = User.objects.filter(agency=agency, is_active=True, outside=False).order_by("display_name", "pk")
    return [_card(user) for user in rows]


def visible_to(actor: Actor) -> QuerySet[User]:
    """The accounts that the actor may list."""
    return User.objects.filter(readable(actor)).order_by("agency", "username")


def accounts(actor: Actor, *, agency: str, on: date) -> list[AccountCard]:
    """The accounts of an agency with the roles they hold on a day or will hold."""
    current = Holding.objects.exclude(valid_until__lt=on).select_related("duty").order_by("path", "role")
    second = Authenticator.objects.filter(user_id=OuterRef("pk"), type=Authenticator.Type.TOTP)
    rows = visible_to(actor).filter(agency=agency).annotate(two_factor=Exists(second))
    return [
        AccountCard(
            key=key_of(user),
            username=user.username,
            name=user.display_name,
            title=user.title,
            phone=user.phone,
            active=user.is_active,
            seen=user.last_login,
            two_factor=user.two_factor,
            outside=user.outside,
            valid_until=user.valid_until,
            roles=tuple(
                RoleCard(held.pk, held.role, title_of(held), held.path, held.valid_from, held.valid_until)
                for held in user.holdings.all()
            ),
        )
        for user in rows.prefetch_related(Prefetch("holdings", current))
    ]


def title_of(row: Holding) -> str | Promise:
    """What a duty held is called."""
    return str(row.duty.definition["title"]) if row.duty else TITLES.get(row.role, row.role)


def ended(user: User, *, on: date) -> bool:
    """Whether the account's last day has passed."""
    return user.valid_until is not None and user.valid_until < on


def expired(*, on: date) -> QuerySet[User]:
    """Active accounts whose last day has passed."""
    return User.objects.filter(is_active=True, valid_until__lt=on).order_by("pk")


def idle(*, days: int, at: datetime) -> QuerySet[User]:
    """Active accounts nobody signed in with for so many days, counted from when they were made where nobody did."""
    limit = at - timedelta(days=days)
    seen = Coalesce("last_login", "date_joined")
    return User.objects.annotate(seen=seen).filter(is_active=True, seen__lt=limit).order_by("pk")


def administrators(agency: str) -> list[str]:
    """Keys of the accounts that hold or held the administrator's role in an agency."""
    held = Holding.objects.filter(agency=agency, role=Role.ADMIN.value).order_by("user_id")
    return [f"staff:{pk}" for pk in held.values_list("user_id", flat=True).distinct()]


def user_named(username: str) -> User | None:
    """The account with this user name, or None."""
    return User.objects.filter(username=username).first()
