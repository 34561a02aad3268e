from __future__ import annotations

from ipaddress import ip_network

import pytest

from xushi_web.audit.origin import address_of

PROXIES = [ip_network("10.0.0.0/24")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "asker"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),  # whoever is no proxy of ours is not believed
        ("10.0.0.5", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "203.0.113.9, 198.51.100.1", "198.51.100.1"),  # the asker may have written what stands first
        ("10.0.0.5", "198.51.100.1, 10.0.0.6", "198.51.100.1"),  # two proxies of ours
        ("10.0.0.5", "<script>", "10.0.0.5"),
        ("10.0.0.5", "", "10.0.0.5"),
        ("", "198.51.100.1", ""),
    ],
)
def test_only_our_own_proxies_are_believed(peer: str, forwarded: str, asker: str) -> None:
    assert address_of(peer, forwarded, PROXIES) == asker


def test_without_proxies_nobody_is_believed() -> None:
    assert address_of("10.0.0.5", "198.51.100.1", []) == "10.0.0.5"
