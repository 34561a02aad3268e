"""Photos: whether one can be opened, a copy without what the camera wrote into it, and a small one."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from xushi_web.attachments.errors import Unsuitable
from xushi_web.attachments.models import Kind

#: A photo of a phone has 12 to 50 million; more is unpacked into memory for no reader's good.
MOST_PIXELS = 60_000_000
SMALL = (320, 320)


@dataclass(frozen=True, slots=True)
class Copies:
    """The copy for everybody, and the small one (JPEG)."""

    published: bytes
    thumbnail: bytes


def copies_of(name: str, data: bytes, kind: Kind) -> Copies:
    """Return the copies of a photo: upright, its pixels and nothing else. Raises `Unsuitable` for a damaged one."""
    form = kind.value.upper()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            image = Image.open(io.BytesIO(data), formats=(form,))
        if image.width * image.height > MOST_PIXELS:
            raise _too_many(name, image.size)
        image.load()
        upright = ImageOps.exif_transpose(image)
    except Image.DecompressionBombError as error:
        raise Unsuitable(_("“%(name)s”解压后大得反常，没有保存；请另存一份再上传。") % {"name": name}) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unsuitable(_("“%(name)s”打不开，图片可能已损坏；请重新导出后再上传。") % {"name": name}) from error
    if form == "JPEG" or upright.mode not in {"1", "L", "LA", "P", "RGB", "RGBA"}:
        upright = upright.convert("RGB" if form == "JPEG" else "RGBA")
    bare = Image.new(upright.mode, upright.size)
    if palette := upright.getpalette():
        bare.putpalette(palette)
    bare.paste(upright)
    return Copies(_saved(bare, form), _small(bare))


def _small(image: Image.Image) -> bytes:
    small = image.convert("RGBA")
    small.thumbnail(SMALL)
    on_white = Image.new("RGB", small.size, "white")
    on_white.paste(small, mask=small.getchannel("A"))
    return _saved(on_white, "JPEG")


def _saved(image: Image.Image, form: str) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **({"quality": 88, "optimize": True} if form == "JPEG" else {}))
    return target.getvalue()


def _too_many(name: str, size: tuple[int, int]) -> Unsuitable:
    return Unsuitable(
        _("“%(name)s”有%(width)d×%(height)d像素，过大；请缩小后再上传。")
        % {"name": name, "width": size[0], "height": size[1]}
    )
