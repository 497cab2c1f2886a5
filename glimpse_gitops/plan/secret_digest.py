"""Digests of secrets: enough to see that one was rotated, of no use to who reads the manifest.

Viewers of Grafana can read the manifest, so each digest is a scrypt hash with a salt of its own.
"""

from __future__ import annotations

import hashlib
import hmac

_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 16}
"""16 MiB and some 50 ms a guess."""


def secret_digest(value: str, salt: bytes) -> str:
    """`<salt>:<hash>` in hex; `salt` is 8 random bytes."""
    return f"{salt.hex()}:{hashlib.scrypt(value.encode(), salt=salt, **_COST).hex()}"


def is_same_secret(value: str, digest: str) -> bool:
    """Whether `digest` was made of `value`; False for anything that is no digest."""
    salt, colon, _ = digest.partition(":")
    try:
        return bool(colon) and hmac.compare_digest(secret_digest(value, bytes.fromhex(salt)), digest)
    except ValueError:
        return False
