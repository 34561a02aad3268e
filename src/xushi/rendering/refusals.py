"""What keeps a document from being written, said to the person who asked for it."""

from __future__ import annotations

_CHINESE = (
    "这台机器上没有中文字体，无法生成 PDF。请安装 Debian 软件包 fonts-noto-cjk"
    "（仿宋体在 texlive-lang-chinese 里，楷体在 fonts-lxgw-wenkai 里），再试一次。"
)
_ENGLISH = (
    "No Chinese font is installed on this machine, so no PDF can be made. Install the Debian package fonts-noto-cjk "
    "(FangSong is in texlive-lang-chinese, Kai in fonts-lxgw-wenkai) and try again."
)


_NO_GLYPH_CHINESE = (
    "这台机器上的字体里没有“{text}”（{codes}）这个字，无法生成 PDF，它在“{where}”里。"
    "请安装收录生僻字的字体（如 Debian 软件包 fonts-hanazono）再试一次，或者改为下载 docx。"
)
_NO_GLYPH_ENGLISH = (
    "No font of this machine has the character “{text}” ({codes}), so no PDF can be made; it stands in “{where}”. "
    "Install a font of rare characters (such as the Debian package fonts-hanazono) and try again, or take the docx."
)
_CLASSIFIED_CHINESE = (
    "文件标有密级“{text}”。本系统只处理不涉密的信息，没有读入，也不能生成这样的文件；请在涉密网络中办理。"
    "如果文件并不涉密，请删去密级标志后再试。"
)
_CLASSIFIED_ENGLISH = (
    "The document is marked “{text}”. Only information that is not classified is handled here, so it was not taken in "
    "and no such document can be made; deal with it on a network for classified information. If it is not classified, "
    "remove the mark and try again."
)
_AROUND = 10  #: characters shown on both sides of a place


class NotRendered(Exception):  # noqa: N818 - its heirs name what is wrong with the document or the machine
    """A document cannot be written, and the sentence says why, in both languages."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese)
        self._english = english

    def in_language(self, language: str) -> str:
        """Return the sentence in ``zh`` or ``en``."""
        return self._english if language == "en" else str(self)


class FontsMissing(NotRendered):
    """No Chinese font is installed, so that a PDF would show empty boxes."""

    def __init__(self, chinese: str = _CHINESE, english: str = _ENGLISH) -> None:
        super().__init__(chinese, english)


class GlyphMissing(FontsMissing):
    """A character, often of a name, has no shape in any font, so that a PDF would show an empty box for it."""

    def __init__(self, text: str, where: str) -> None:
        at = max(where.find(text), 0)
        around = where[max(at - _AROUND, 0) : at + len(text) + _AROUND]
        values = {"text": text, "codes": " ".join(f"U+{ord(one):04X}" for one in text), "where": around}
        super().__init__(_NO_GLYPH_CHINESE.format(**values), _NO_GLYPH_ENGLISH.format(**values))


class Classified(NotRendered):
    """A document has a degree of secrecy (密级), and only information without one is handled here."""

    def __init__(self, text: str) -> None:
        super().__init__(_CLASSIFIED_CHINESE.format(text=text), _CLASSIFIED_ENGLISH.format(text=text))
