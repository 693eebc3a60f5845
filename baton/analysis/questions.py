# SPDX-License-Identifier: MIT
"""Whether a question asks what was good, what could be better, or neither in particular.

People answer "nothing" to both; only the question tells what they meant.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

QuestionKind = Literal["what_good", "could_improve", "nonspecific"]

_IMPROVE = re.compile(
    r"\b(improv\w*|better|differently|chang(e|ed|es|ing)|suggest\w*|worst|worse|bad(ly)?"
    r"|poor(ly)?|liked? (the )?least|least|less|dis-?like\w*|dissatisf\w*|dis-?appoint\w*"
    r"|unhappy|concern\w*|complain\w*|problems?|difficult\w*|negative\w*|frustrat\w*"
    r"|(went|go|going|gone) wrong|missing|lacking|should (we|they|it) have"
    r"|(not|\w+n['’]t|didnt|wasnt)( \w+){0,2}"
    r" (good|well|like|enjoy|work|satisfied|happy|pleased|helpful))\b"
)
_GOOD = re.compile(
    r"\b(good|best|great|excellent\w*|positive\w*|satisf(ied|ying|action)|pleas(ed|ing)|happy"
    r"|enjoy\w*|prais\w*|compliment\w*|appreciat\w*|valued?|most helpful|thank\w*"
    r"|lik(e|ed) (most|best|about)|you (particularly )?liked?\b"
    r"|(went|go(es|ing|ne)?|did|do(es|ne|ing)?|work(s|ed|ing)?)( \w+){0,3} well)\b"
)
# "How good was…" and "why did you say good to poor" ask for a judgement, not for what was good;
# "would you like to" is a courtesy.
_NEITHER = re.compile(
    r"\bhow (good|well|satisfied|happy|likely|pleased|helpful)\b"
    r"|\b(very |neither )?(good|satisfied) (n?or|to) (very )?(poor|bad|dissatisfied)\b"
    r"|\b(would you|you['’]d|you would|do you) (also |still )?like (us|to|me|any)\b"
    r"|\bthank you\b|\bplease\b"
)


@lru_cache(maxsize=1024)
def question_kind(text: str) -> QuestionKind:
    """What kind of answer the question invites; both or neither is "nonspecific".

    >>> question_kind("What was good about your visit?")
    'what_good'
    >>> question_kind("What could we do better?")
    'could_improve'
    >>> question_kind("Please tell us why you gave this answer")
    'nonspecific'
    """
    plain = _NEITHER.sub(" ", " ".join(text.casefold().split()))
    asks_improve = _IMPROVE.search(plain)
    # What the first pattern matched must not count again: "what was not good".
    asks_good = _GOOD.search(_IMPROVE.sub(" ", plain))
    if asks_improve and not asks_good:
        return "could_improve"
    if asks_good and not asks_improve:
        return "what_good"
    return "nonspecific"
