"""Make the math font of the HTML pages: a subset of TeX Gyre Termes Math, under a name of its own.

    pip install fonttools brotli
    python docs/math_font.py texgyretermes-math.otf symtutor/render/font/symtutor-math.woff2

The font is from https://www.gust.org.pl/projects/e-foundry/tg-math (Debian: fonts-texgyre-math), version 1.543.
"""

import string
import sys

from fontTools import subset

ITALIC = "".join(map(chr, [*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C)])) + "ℎ"
GREEK = "".join(map(chr, [*range(0x391, 0x3A2), *range(0x3A3, 0x3AA), *range(0x3B1, 0x3CA)])) + "ϑϕϵ"
SIGNS = " !'()*+,-./:;<=>?[]_{|}−±×·⋅∗′″‴⁗∂∇√∞≈≠≤≥∈→←⇒⇔…ℝℤ\N{NO-BREAK SPACE}"
CHARACTERS = string.ascii_letters + string.digits + ITALIC + GREEK + SIGNS
"""What the notation writes, with the italic letters that MathML makes of single ones."""

NAME = {1: "Symtutor Math", 4: "Symtutor Math", 6: "SymtutorMath-Regular"}
"""The licence of the original asks that what is derived from it be named otherwise."""


def main(source: str, target: str) -> None:
    """Cut out the characters, with the tall brackets and roots that belong to them."""
    options = subset.Options(
        flavor="woff2", layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True
    )
    options.name_IDs = [0, *NAME]
    font = subset.load_font(source, options)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(text=CHARACTERS)
    cutter.subset(font)
    for record in font["name"].names:
        record.string = NAME.get(record.nameID, str(record))
    subset.save_font(font, target, options)


if __name__ == "__main__":
    main(*sys.argv[1:])
