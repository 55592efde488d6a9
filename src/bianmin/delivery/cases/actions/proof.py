"""What proved somebody's identity: which kinds are known, and that a proxy is proved too."""

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.vocab import ProofKind
from bianmin.kernel.errors import Refused


class ProofKindIsUnknown(Refused):
    """No kind of proof was named, or none that is known."""

    message = _("Choose what proved the identity.")


class ProxyNeedsProof(Refused):
    """Somebody applies for another, and only one of the two was proved."""

    message = _("Choose what proved the identity of the person who applies for another, too.")


def kinds(kind: str, proxy_kind: str, *, proxy: bool) -> dict[str, str]:
    """What a case keeps of a proof of identity, the proxy's too where there is one.

    Raises:
        ProofKindIsUnknown, ProxyNeedsProof.
    """
    if kind not in ProofKind.values or proxy_kind not in {"", *ProofKind.values}:
        raise ProofKindIsUnknown(field="kind")
    if proxy and not proxy_kind:
        raise ProxyNeedsProof(field="proxy_kind")
    return {"proof_kind": kind, "proxy_proof_kind": proxy_kind if proxy else ""}
