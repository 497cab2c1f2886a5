"""Slugs: titles as they stand in addresses."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping

MAX_BYTES = 50
_OMITTED = frozenset(" ,\"'\n\r\0?.()-_[]/\\!{}%")
_CYRILLIC = (
    "а a|б b|в v|г g|д d|е e|ж zh|з z|и i|й j|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u|ф f|х h|ц c|ч ch|ш sh|щ sch|"
    "ъ -|ы y|ь -|э je|ю ju|я ja|ё jo|є e|і i|ї i|ґ g"
)
_SPECIAL: Mapping[str, str] = {
    "&": "and",
    "@": "at",
    "©": "c",
    "®": "r",
    "™": "tm",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ü": "ue",
    "þ": "p",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ŋ": "n",
    "ŧ": "t",
    **dict(pair.split(" ") for pair in _CYRILLIC.split("|")),
}


def slug(title: str) -> str:
    """Lower-case letters and digits with dashes between; what has no Latin form is written as its bytes."""
    parts: list[str] = []
    gap = False
    for character in title.strip().lower():
        replaced = _replacement(character)
        if replaced is None and character in _OMITTED:
            gap = True
            continue
        if gap:
            parts.append("-")
        parts.append(character.encode("utf-8", "replace").hex() if replaced is None else replaced)
        gap = replaced is None
    text = "".join(parts).strip("-")
    if not text or len(text) > MAX_BYTES:
        return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:7]
    return text


def _replacement(character: str) -> str | None:
    if character.isascii() and character.isalnum():
        return character
    if character in _SPECIAL:
        return _SPECIAL[character]
    base = "".join(part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part))
    return base if not character.isascii() and base.isascii() and base.isalpha() else None
