"""In which encoding a text file is, judged from its bytes; a short file gives statistics too little."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from simulation.errors import InputError

UTF_8 = "utf-8-sig"
CHINESE = "gb18030"
WESTERN = "cp1252"
_MARKS = ((codecs.BOM_UTF8, UTF_8), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FOREIGN = 0.7
"""Share of letters beyond ASCII, in the words that hold any, above which a text is not Western European."""


def encoding_of(content: bytes, path: Path, asked: str | None) -> str:
    """Return the name of the encoding; ``InputError`` when none fits, or the one that is asked for does not.

    UTF-16 needs its mark or zeros between letters. Of two bytes that are both Chinese and Western, those of
    the 3,755 commonest characters and of punctuation are taken for Chinese: in Western words such pairs of
    accented letters hardly occur.
    """
    if asked is not None:
        return _asked(content, path, asked)
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _fitting(content, path, name)
    if b"\0" in content:
        return _wide(content, path)
    for name in (UTF_8, CHINESE, WESTERN):
        if _decodes(content, name) and _likely(content, name):
            return name
    raise InputError("fit.error.encoding", path=path)


def _asked(content: bytes, path: Path, asked: str) -> str:
    try:
        name = codecs.lookup(asked).name
        "".encode(name)
    except (LookupError, ValueError, TypeError) as problem:
        raise InputError("fit.error.unknown_encoding", given=asked) from problem
    if not _decodes(content, name):
        raise InputError("fit.error.wrong_encoding", path=path, given=asked)
    return UTF_8 if name == "utf-8" else name


def _fitting(content: bytes, path: Path, name: str) -> str:
    if not _decodes(content, name):
        raise InputError("fit.error.not_text", path=path)
    return name


def _wide(content: bytes, path: Path) -> str:
    """UTF-16 without its mark: nearly every second byte of a table is zero."""
    sample = content[:4096]
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros = sample[first::2].count(0)
        if zeros > 0.7 * len(sample[first::2]) and sample[1 - first :: 2].count(0) == 0:
            return _fitting(content, path, name)
    raise InputError("fit.error.not_text", path=path)


def _decodes(content: bytes, name: str) -> bool:
    try:
        content.decode(name)
    except (UnicodeError, ValueError):
        return False
    return True


def _likely(content: bytes, name: str) -> bool:
    """Whether the letters beyond ASCII are such as people write in this encoding."""
    if name == UTF_8:
        return True
    beyond = [letter for letter in content.decode(name) if letter > "\x7f"]
    if name == CHINESE:
        return sum(map(_common, beyond)) >= 0.6 * len(beyond)
    words = [word for word in re.findall(r"[^\W\d_]+", content.decode(name)) if not word.isascii()]
    high = sum(letter > "\x7f" for word in words for letter in word)
    return bool(high <= _FOREIGN * sum(map(len, words)))


def _common(letter: str) -> bool:
    """Whether a character is among the commonest of Chinese, or Chinese punctuation."""
    try:
        code = letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and (0xB0 <= code[0] <= 0xD7 or 0xA1 <= code[0] <= 0xA3)
