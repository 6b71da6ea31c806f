"""Characters that only look like plain letters, or that cannot be seen at all, put back into plain text.

A mark or a forbidden word spelled with them would otherwise pass every comparison.
"""

import unicodedata

_TAGS = range(0xE0020, 0xE007F)  # invisible copies of ASCII
_CIRCLED = ((0x1F150, 26), (0x1F170, 26), (0x1F1E6, 26))  # letters in dark circles, dark squares and flags
_PLAIN = {
    "a": "аαᴀɑаաæ", "b": "вбвʙьѣЬƀ", "c": "сϲᴄҫⅽ¢", "d": "ԁժᴅđðɖⅾ", "e": "еєҽеεєᴇәəɛ", "f": "ғƒſꜰ",
    "g": "ɡցɢԍց", "h": "һհнʜћħ", "i": "іιїӏıɩɪіا", "j": "јϳᴊյ", "k": "кκᴋқ", "l": "ӏⅼʟłլ׀ǀ", "m": "мᴍⅿ",
    "n": "пոηɴŋհ", "o": "оοօσᴏøө०٥", "p": "рρᴘþҏ", "q": "ԛզգ", "r": "гɾʀɼ", "s": "ѕʂꜱς", "t": "тτᴛŧ",
    "u": "υսᴜʋц", "v": "νѵᴠ", "w": "ԝωᴡшա", "x": "хχҳ", "y": "уүγʏӯყ", "z": "ᴢʐƶ", "ss": "ß", "oe": "œ",
    "-": "‐‑‒–—―−⁃﹘", "'": "’‘ʼ´`′＇", '"': "“”„″«»",
}  # fmt: skip
_TABLE = {ord(one): plain for plain, alike in _PLAIN.items() for one in alike}
_TABLE.update({code: chr(code - 0xE0000) for code in _TAGS})
_TABLE.update({start + i: chr(ord("a") + i) for start, count in _CIRCLED for i in range(count)})
_UNSEEN = {"Cf", "Cc", "Co", "Cn", "Cs", "Mn", "Me"}


def plain(text: str) -> str:
    """Return `text` in small plain letters, without what cannot be seen; line breaks stay."""
    if text.isascii() and text.isprintable():
        return text.lower()
    whole = unicodedata.normalize("NFKD", text).lower().translate(_TABLE).lower()
    return "".join(one for one in whole if one in "\n\t" or unicodedata.category(one) not in _UNSEEN)
