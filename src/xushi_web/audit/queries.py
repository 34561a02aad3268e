"""Reading the audit trail and telling whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from xushi_web.audit.actions import INSTALLATION, digest, key_of
from xushi_web.audit.models import Chain, Tag


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one chain: `broken` is the number of the first entry that is not as it was written, or None.

    `head` is the digest of the last entry. Written down elsewhere, it also shows when a whole chain is replaced.
    """

    key: str
    count: int
    head: str
    broken: int | None

    @property
    def holds(self) -> bool:
        """Tell whether the chain is whole."""
        return self.broken is None


def verify_all() -> list[Verdict]:
    """Check every chain, the installation's last."""
    chains = Chain.objects.order_by("key")
    return [Verdict(chain.key, chain.count, chain.head, _first_broken(chain)) for chain in chains]


def first_broken(government: UUID | None) -> int | None:
    """Return the number of the first entry that was changed, removed or put in later; None when the chain holds."""
    chain = Chain.objects.filter(key=key_of(government)).first()
    return _first_broken(chain) if chain else None


def government_of(key: str) -> UUID | None:
    """Return the key of the government whose chain this is, None for the installation's."""
    return None if key == INSTALLATION else UUID(key)


def _first_broken(chain: Chain) -> int | None:
    """Walk the chain from where it was last cut off, or from its beginning, to its head."""
    anchor = chain.anchors.order_by("sequence").last()
    previous, expected, version = (anchor.digest, anchor.sequence + 1, 1) if anchor else ("", 1, 1)
    witnessed = anchor is None
    for entry in chain.entries.order_by("sequence").iterator():
        as_written = entry.sequence == expected and entry.previous == previous and entry.digest == digest(entry)
        if not as_written or entry.version < version:
            return expected
        if anchor and entry.tag == Tag.AUDIT_PURGED and entry.details.get("digest") == anchor.digest:
            witnessed = entry.details.get("up_to") == anchor.sequence or witnessed
        previous, expected, version = entry.digest, expected + 1, entry.version
    if anchor and not witnessed:
        return anchor.sequence
    return None if (chain.count, chain.head) == (expected - 1, previous) else expected
