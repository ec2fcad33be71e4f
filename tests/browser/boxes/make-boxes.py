#!/usr/bin/env python3
"""Makes boxes.woff2 and boxes-bold.woff2, in which every letter is a box.

Pictures of text differ from machine to machine with the fonts installed there; pictures of these boxes do not. The two
faces are ours from the first dot to the last. To make them again: pip install fonttools brotli; python3 make-boxes.py
"""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

UNITS = 1000
WIDTH = 500
# What a handbook may be written in, and the signs that the theme draws with letters.
LETTERS = [(0x21, 0x7E), (0xA1, 0x24F), (0x600, 0x6FF), (0x2010, 0x206F), (0x2190, 0x21FF), (0x2300, 0x23FF),
           (0x25A0, 0x27BF), (0x2800, 0x28FF)]
SPACES = [0x20, 0xA0, 0x2009, 0x202F]


def box(bottom, top):
    pen = TTGlyphPen(None)
    corners = [(60, bottom), (60, top), (WIDTH - 60, top), (WIDTH - 60, bottom)]
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def make(name, style, top, weight):
    font = FontBuilder(UNITS, isTTF=True)
    font.setupGlyphOrder([".notdef", "space", "box"])
    table = {code: "box" for first, last in LETTERS for code in range(first, last + 1)}
    table |= {code: "space" for code in SPACES}
    font.setupCharacterMap(table)
    font.setupGlyf({".notdef": box(0, top), "space": TTGlyphPen(None).glyph(), "box": box(0, top)})
    font.setupHorizontalMetrics({glyph: (WIDTH, 60) for glyph in (".notdef", "space", "box")})
    font.setupHorizontalHeader(ascent=900, descent=-300)
    font.setupNameTable({"familyName": "Boxes", "styleName": style})
    font.setupOS2(sTypoAscender=900, sTypoDescender=-300, sTypoLineGap=0, usWinAscent=900, usWinDescent=300,
                  sxHeight=500, sCapHeight=700, usWeightClass=weight)
    font.setupPost()
    # Two runs of this script make the same bytes.
    font.font.recalcTimestamp = False
    font.font["head"].created = font.font["head"].modified = 3_850_000_000
    font.font.flavor = "woff2"
    font.save(Path(__file__).with_name(name))


make("boxes.woff2", "Regular", 500, 400)
make("boxes-bold.woff2", "Bold", 700, 700)
