"""Other codes for the languages that have a file: of three letters, withdrawn, or of a part of them.

`normalise` knows what they stand for without langcodes, which takes long to load; a test compares the two.
"""

from __future__ import annotations

_PAIRS = """
afr af, amh am, ara ar, aze az, bel be, bul bg, ben bn, bod bo, tib bo, bos bs, cat ca, ces cs, cze cs,
cym cy, wel cy, dan da, deu de, ger de, ell el, gre el, eng en, epo eo, spa es, est et, baq eu, eus eu,
fas fa, per fa, drw fa-AF, prs fa-AF, tnf fa-AF, fin fi, tgl fil, tl fil, fao fo, fra fr, fre fr, gle ga,
glg gl, guj gu, heb he, iw he, hin hi, hrv hr, scr hr, hun hu, arm hy, hye hy, in id, ind id, ice is, isl
is, ita it, jpn ja, geo ka, kat ka, kaz kk, khm km, kan kn, kor ko, kir ky, ltz lb, lao lo, lit lt, lav
lv, mac mk, mkd mk, mal ml, drh mn, mon mn, mar mr, may ms, msa ms, mlt mt, bur my, mya my, no nb, nob nb,
nor nb, nep ne, dut nl, nld nl, nno nn, ori or, pan pa, pol pl, pus ps, por pt, mo ro, mol ro, ron ro, rum
ro, rus ru, san sa, sin si, slk sk, slo sk, slv sl, alb sq, sqi sq, scc sr, srp sr, hbs sr-Latn, sh
sr-Latn, cnr sr-ME, swe sv, swa sw, swc sw-CD, tam ta, tel te, tgk tg, tha th, tir ti, tur tr, tat tt, uig
ug, ukr uk, urd ur, uzb uz, vie vi, ji yi, yid yi, chi zh, zho zh
"""
# Lower-case code -> tag.
CODES = dict(pair.split() for pair in _PAIRS.split(","))
