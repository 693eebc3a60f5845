# SPDX-License-Identifier: MIT
"""How people type when they are in haste or in distress, and the word they mean."""

from __future__ import annotations

from functools import cache

_TYPED = {
    "want to": "wanna wantto wana wannna",
    "going to": "gonna gona gunna goin2 gunna",
    "have to": "hafta",
    "got to": "gotta",
    "want": "wnt watn",
    "dont": "dnt donot dunt",
    "doesnt": "dosent doesent dosnt",
    "cant": "cannot carnt cnt cudnt canot",
    "because": "cos cuz coz bcos becos bc becuase becouse cause",
    "with": "wiv wif",
    "you": "u yu yoo",
    "your": "ur yr",
    "are": "r",
    "and": "n nd",
    "be": "b",
    "the": "da teh",
    "them": "em",
    "tonight": "tonite 2nite 2night tonigth",
    "today": "2day",
    "tomorrow": "tmrw tomoz 2moro tommorow tomorow",
    "people": "ppl peeps",
    "please": "pls plz plse pleas",
    "someone": "sum1 some1 sumone somone",
    "anyone": "any1 anyon",
    "no one": "noone no1",
    "everyone": "every1 evry1",
    "when": "wen",
    "maybe": "mayb mabe",
    "life": "lyf lfe lif",
    "live": "liv",
    "kill": "kil kll kiil",
    "killing": "kiling killin killling",
    "myself": "myslef mysef mself mysel meself mysen myselfe",
    "himself": "himslef hisself himsef",
    "herself": "herslef hersef",
    "hurt": "hert hrt",
    "hurting": "hurtin",
    "hitting": "hittin hiting",
    "beating": "beatin",
    "hits": "hitts",
    "die": "dei",
    "dying": "dieing dyeing",
    "dead": "ded deaad",
    "scared": "scard scaird skared scarred sacred",
    "afraid": "afriad affraid",
    "frightened": "frightend frightned frigtened",
    "breathe": "breath breeth brethe breeathe",
    "breathing": "breathin brething",
    "chest": "chst",
    "suicidal": "suicidle suicidel suisidal sucidal suicdal suicidial suidical",
    "suicide": "sucide suiside suicde suacide suidice sewerside suicied suicid",
    "self harm": "selfharm selfharmed",
    "self harming": "selfharming",
    "overdose": "overdoes overdosed oded",
    "unalive": "unalived unaliving unaliv",
    "tablets": "tabs tablits tablet",
    "pills": "pillz",
    "abuse": "abuze",
    "abused": "abusd abuzed",
    "husband": "hubby husbend husban hubbie",
    "boyfriend": "bf",
    "girlfriend": "gf",
    "partner": "partna pardner",
    "mum": "mom mummy mommy mammy",
    "dad": "daddy",
    "nan": "nana nanna nannan",
    "grandad": "granddad grampa grandpa gramps",
    "carer": "carrer",
    "carers": "carrers",
    "neglected": "neglectd",
    "ambulance": "ambulence ambulace ambulanse",
    "hospital": "hosp hospitol",
    "medication": "medicaton meds medicine medicines medications",
    "bruises": "brusies bruses",
    "bruised": "brused",
    "knife": "nife knif",
    "strangled": "stranguled",
    "threatened": "threatend thretened",
    "unconscious": "unconcious unconsious unconcsious",
    "bleeding": "bleedin bleding",
    "anymore": "anymor nomore",
}
SPELLINGS = {typed: meant for meant, all_typed in _TYPED.items() for typed in all_typed.split()}

# Long words that little else resembles: one slip of the finger away still means the same.
_KEY_WORDS = frozenset(
    {
        "suicide",
        "suicidal",
        "overdose",
        "strangled",
        "strangling",
        "neglected",
        "neglecting",
        "safeguarding",
        "unconscious",
        "trafficked",
        "trafficking",
        "molested",
        "assaulted",
        "assault",
        "ambulance",
        "threatened",
        "paracetamol",
        "kidnapped",
        "inappropriately",
        "faeces",
        "domestic",
        "violence",
        "abusive",
        "seizure",
        "prisoner",
        "passport",
    }
)
# Real words that stand one letter from a key word.
_OTHER_WORDS = frozenset(
    {
        "overdone",
        "strangle",
        "strangles",
        "domestics",
        "assaults",
        "prisoners",
        "passports",
        "seizures",
        "overdoses",
    }
)


@cache
def _slips() -> dict[str, str]:
    return {slip: word for word in _KEY_WORDS for slip in _one_letter_less(word)}


def _one_letter_less(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(1, len(word))}


def nearest_key_word(word: str) -> str | None:
    """The key word within one slip (a letter missing, doubled, wrong or swapped), if there is one.

    >>> nearest_key_word("suicdide"), nearest_key_word("breakfast")
    ('suicide', None)
    """
    if len(word) < 6 or word in _OTHER_WORDS or word in _KEY_WORDS:
        return None
    slips = _slips()
    if word in slips:
        return slips[word]
    for shorter in _one_letter_less(word):
        if shorter in _KEY_WORDS:
            return shorter
        if shorter in slips:
            return slips[shorter]
    return None
