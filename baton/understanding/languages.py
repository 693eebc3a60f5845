# SPDX-License-Identifier: MIT
"""The languages that people are heard in, by ISO 639 code: those that the classifier tells apart
and that are spoken at home in England and Wales (Census 2021, main language)."""

from __future__ import annotations

_CODES = """
af Afrikaans; am Amharic; ar Arabic; az Azerbaijani; be Belarusian; bg Bulgarian; bn Bengali;
bs Bosnian; ca Catalan; cs Czech; cy Welsh; da Danish; de German; el Greek; en English; es Spanish;
et Estonian; fa Persian; fi Finnish; fr French; ga Irish; gd Scottish Gaelic; gu Gujarati; ha Hausa;
he Hebrew; hi Hindi; hr Croatian; hu Hungarian; hy Armenian; id Indonesian; ig Igbo; is Icelandic;
it Italian; ja Japanese; ka Georgian; kk Kazakh; kn Kannada; ko Korean; ku Kurdish; lg Luganda;
ln Lingala; lt Lithuanian; lv Latvian; mk Macedonian; ml Malayalam; mn Mongolian; mr Marathi;
ms Malay; mt Maltese; my Burmese; ne Nepali; nl Dutch; no Norwegian; om Oromo; pa Punjabi;
pl Polish; ps Pashto; pt Portuguese; ro Romanian; ru Russian; rw Kinyarwanda; si Sinhala; sk Slovak;
sl Slovenian; sn Shona; so Somali; sq Albanian; sr Serbian; sv Swedish; sw Swahili; ta Tamil;
te Telugu; th Thai; tl Tagalog; tr Turkish; ug Uyghur; uk Ukrainian; ur Urdu; uz Uzbek;
vi Vietnamese; xh Xhosa; yo Yoruba; zh Chinese; zu Zulu
"""

#: Code → name, by name.
LANGUAGES: dict[str, str] = {
    code: name
    for name, code in sorted(
        (entry[3:], entry[:2]) for entry in " ".join(_CODES.split()).split("; ")
    )
}
