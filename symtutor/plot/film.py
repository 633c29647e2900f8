"""Moving pictures as GIF files: a still background, and what moves in front of it, frame by frame."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from symtutor.worker.progress import progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from os import PathLike

    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

DPI = 90
_COLOURS = 128


def film(
    figure: Figure, moving: Sequence[Artist], frames: int, show: Callable[[int], None], milliseconds: int
) -> list[Image.Image]:
    """Draw the figure once without its moving artists, then these alone for every frame.

    Parameters
    ----------
    figure : Figure
    moving : sequence of artists
    frames : int
    show : callable
        Puts the artists where they are in a frame.
    milliseconds : int
        How long a frame is seen.

    Returns
    -------
    list of images
        With one palette, so that nothing flickers and equal input gives equal bytes.
    """
    figure.set_dpi(DPI)
    canvas: Any = figure.canvas  # that of Agg, most of which has no annotations
    for artist in moving:
        artist.set_animated(True)
    canvas.draw()
    background = canvas.copy_from_bbox(figure.bbox)
    images: list[Image.Image] = []
    for number in range(frames):
        progress("Drawing frames", number, frames)
        canvas.restore_region(background)
        show(number)
        for artist in moving:
            figure.draw_artist(artist)
        picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
        palette = images[0] if images else picture.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT)
        images.append(picture.quantize(palette=palette, dither=Image.Dither.NONE))
        images[-1].info["duration"] = milliseconds
    return images


def save_film(images: Sequence[Image.Image], words: str, path: str | PathLike[str]) -> None:
    """Write frames as a GIF that runs for ever, with words for who cannot see it; whole or not at all."""
    target = Path(path)
    with tempfile.TemporaryDirectory(prefix=".symtutor-", dir=target.parent) as folder:
        draft = Path(folder) / target.name
        images[0].save(
            draft,
            format="GIF",
            save_all=True,
            append_images=images[1:],
            duration=[image.info["duration"] for image in images],
            loop=0,
            comment=words.encode(),
        )
        draft.replace(target)
