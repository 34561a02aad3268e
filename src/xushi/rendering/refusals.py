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


class FontsMissing(Exception):  # noqa: N818 - it names what is wrong with the machine, not with the program
    """No Chinese font is installed, so that a PDF would show empty boxes."""

    def __init__(self) -> None:
        super().__init__(_CHINESE)

    def in_language(self, language: str) -> str:
        """Return the sentence in ``zh`` or ``en``."""
        return _ENGLISH if language == "en" else _CHINESE
