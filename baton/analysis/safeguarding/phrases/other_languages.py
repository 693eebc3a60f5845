# SPDX-License-Identifier: MIT
"""A few of the commonest phrases in other languages heard in Leicester.

Words in Latin letters (without accents, as `reading` makes them) are read like English ones;
words in other scripts are looked for as they stand. This is a short list, not a translation.
"""

import re

from baton.analysis.safeguarding.rules import Kind, Rule

_SUICIDE = "The writer, in a language other than English, may be thinking of ending their life."
_HURT = "The writer, in a language other than English, may be telling of being hurt at home."
_CHILD = "The writer, in a language other than English, may be telling of a child being hurt."
_ADULT = "The writer, in a language other than English, may be telling of an adult being hurt."
_SEXUAL = "The writer, in a language other than English, may be telling of a sexual assault."
_HELP = "The writer, in a language other than English, may be asking for emergency help."
_FORCED = "The writer, in a language other than English, may be forced or held by others."

RULES = (
    Rule(
        "suicide_self_harm",
        "now",
        _SUICIDE,
        phrases="""
        chce|chcialbym|chcialabym|chcialem|chcialam sie? umrzec|zabic|powiesic
        chce sie zabic|powiesic
        nie chce .. zyc
        nie mam .. dla_czego|po_co .. zyc
        mysli samobojcz*
        samobojst*
        odebrac sobie zycie
        mam dosc zycia
        zabije sie
        ik wil dood|sterven
        ik wil niet meer leven
        wil niet meer leven|verder
        zelfmoord
        zelfdoding
        er een einde aan maken
        een eind aan mijn leven
        eisiau marw
        ladd fy hun
        hunanladdiad
        ddim eisiau byw
        eisiau lladd
        marna chahta|chahti|chahta|chata|chati
        mar jana chahta|chahti
        mujhe marna hai
        marna hai mujhe
        jeena nahi|nahin chahta|chahti|chata
        nahi|nahin jeena
        jina nahi|nahin chahta|chahti
        khudkushi|khudkhushi|khud_khushi|khudkashi
        khud ko maar|mar
        aatmahatya|atmahatya|aapghat|aatmhatya|apghat
        zindagi khatam
        zindagi se tang
        apni jaan .. de|le|dena|lena|dunga|dungi|lunga|lungi
        jaan de dunga|dungi
        mari javu|jawu|jau che|chhe|chu
        marvu che|chhe
        mare marvu|marawu
        jivvu|jivavu|jeevvu nathi
        mare jivvu|jivavu|jeevvu nathi
        main|mai mar|marna jana|chaunda|chahunda|chaundi|chahundi
        marna chaunda|chahunda|chaundi|chahundi
        jeona|jina nahi|nahin chaunda|chahunda|chaundi
        urid|oreed|uridu an amut|amoot|mawt
        areed amoot|amut
        biddi amut|amoot|moot
        intihar
        vreau sa mor
        ma sinucid
        quero morrer
        je veux mourir
        quiero morir
        """,
    ),
    Rule(
        "domestic_abuse",
        "today",
        _HURT,
        phrases="""
        maz|partner|chlopak mnie bije
        maz .. mnie .. bije|bil|pobil|dusi|uderzyl
        bije mnie .. maz|partner
        boje sie .. meza|partnera|jego
        przemoc* domow*
        mijn man|vriend|partner .. slaat|mishandelt|bedreigt .. mij|me?
        slaat mij|me
        huiselijk geweld
        bang voor mijn man
        fy ngwr .. nharo|curo|taro
        trais domestic
        nharo i
        pati|shohar|shauhar|mera_aadmi|miyan|gharwala .. marta|maarta|maarte|marte|pitta|peetta
        shohar mujhe marta|maarta
        pati mane|mne .. mare|maare
        mara|maro|mari pati|var|dhani .. mare|maare|mar|maar
        gharwala .. kutda|marda|maarda
        mujhe marta|maarta hai
        mainu|menu|mennu marda|maarda|kutda
        zawji|jawzi|zoji .. yadrib*|yidrib*|byidrib*|yedrib*
        saas .. marti|maarti
        """,
    ),
    Rule(
        "child_at_risk",
        "now",
        _CHILD,
        phrases="""
        ojciec|tata|mama|matka|ojczym .. mnie bije
        bije .. dziecko|dzieci|syna|corke
        krzywdzi dziecko|dzieci
        papa|abbu|abba|pita|baap|mum|ammi|dad .. mujhe .. marte|maarte|marta|maarta|marti|maarti
        mara|mari pappa|papa|mum|mammi .. mane mare|maare
        abbi|abi|baba|abuya .. yadrib*|yidrib*|byidrib*
        mijn vader|moeder|stiefvader .. slaat
        bacche|bachche|bacchon|bachon ko .. marta|maarta|marte|maarte|marti
        dyn taro plentyn
        """,
    ),
    Rule(
        "adult_abuse",
        "today",
        _ADULT,
        phrases="""
        opiekun*|pielegniark*|pracowni* .. bije|bila|krzyczy|szarpie|krzywdzi|kradnie
        bita|bity|bici|glodzona|zaniedban* .. w|domu|opieki
        {relative}|mama|babcia|dziadek|ojciec .. jest bita|bity|zaniedban*|glodzon*
        bije .. babcie|dziadka|mame|moja|mojego
        mum|mami|mummi|ba|dada|dadi|nani ne|ko|nu .. mare|maare|marta|maarta|marti|maarti|marda
        buzurg .. marta|maarta|marte
        verzorg* .. slaat|sloeg|mishandel*|steelt
        mishandel*
        cam drin
        gofalwr .. taro|brifo|dwyn
        """,
    ),
    Rule(
        "sexual_assault",
        "today",
        _SEXUAL,
        phrases="""
        zgwalcon*|zgwalcil*|gwalt|gwalci|gwalcil
        molestow*
        verkracht*|aanrand*|aangerand
        treisio|treisiwyd
        balatkar|blatkar|zina_bil_jabr
        izzat loot*|lut*
        ightisab|ightisabi|ightasab*
        """,
    ),
    Rule(
        "medical_emergency",
        "now",
        _HELP,
        phrases="""
        potrzebuje|prosze|wezwijcie|wezwac .. karetk*|pogotowi*|ambulans*
        prosze o pomoc
        pomocy|ratunku
        nie moge|moze oddychac
        bol w klatce
        bel|roep een ambulance
        help .. ambulance
        kan niet ademen
        krijg geen adem
        pijn op .. borst
        galwch am ambiwlans
        methu anadlu
        saans nahi|nahin|nai
        saans .. nahi|nahin le|aa|aati
        shwas nathi|nathi levato
        chaati|chhati|seene mein|me|ma .. dard|dukhavo|dukhe
        madad karo|kijiye|chahiye
        bachao mujhe|hume|please
        mujhe bachao|bacha
        madad karjo
        la astati|astatie an? atanaffas|tanaffus
        """,
    ),
    Rule(
        "exploitation",
        "today",
        _FORCED,
        phrases="""
        zmusza* .. do .. pracy|prostytucji|slubu|malzenstwa
        zabral* .. passport
        nie place mi|nam
        handel ludzmi
        zabardasti .. shaadi|shadi|nikah|kaam
        jabardasti .. shaadi|shadi|lagan|kaam|kam
        passport .. le liya|cheen|chheen
        gedwongen .. werken|trouwen|huwelijk
        mensenhandel
        passport .. afgepakt|afgenomen
        gorfodi .. priodi|gweithio
        """,
    ),
)


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, phrases)).replace(r"\ ", r"\s+"))


_SCRIPTS: tuple[tuple[Kind, str, re.Pattern[str]], ...] = (
    (
        "suicide_self_harm",
        _SUICIDE,
        _any(
            # Gujarati
            "મરી જવું",
            "મરવું છે",
            "મરવા માંગુ",
            "મરવા માગુ",
            "આત્મહત્યા",
            "આપઘાત",
            "જીવવું નથી",
            "જીવવા નથી",
            # Panjabi
            "ਮਰਨਾ ਚਾਹੁੰਦ",
            "ਮਰ ਜਾਣਾ",
            "ਖੁਦਕੁਸ਼ੀ",
            "ਖ਼ੁਦਕੁਸ਼ੀ",
            "ਆਤਮ ਹੱਤਿਆ",
            "ਆਤਮਹੱਤਿਆ",
            "ਜੀਣਾ ਨਹੀਂ",
            "ਜਿਉਣਾ ਨਹੀਂ",
            # Hindi
            "मरना चाहत",
            "मर जाना",
            "मरना है",
            "आत्महत्या",
            "खुदकुशी",
            "ख़ुदकुशी",
            "जीना नहीं",
            "जान दे दूं",
            # Urdu
            "مرنا چاہت",
            "مر جانا",
            "خودکشی",
            "خود کشی",
            "جینا نہیں",
            "زندگی ختم",
            # Arabic
            "أريد أن أموت",
            "اريد ان اموت",
            "أريد الموت",
            "اريد الموت",
            "الانتحار",
            "أنتحر",
            "انتحر",
            "أقتل نفسي",
            "اقتل نفسي",
            "لا أريد أن أعيش",
            "لا اريد ان اعيش",
            "إنهاء حياتي",
            "انهاء حياتي",
            "بدي موت",
            "سأقتل نفسي",
        ),
    ),
    (
        "domestic_abuse",
        _HURT,
        _any(
            "પતિ મને માર",
            "વર મને માર",
            "સાસુ મને માર",
            "પતિ મારે છે",
            "ਪਤੀ ਮੈਨੂੰ ਮਾਰਦਾ",
            "ਘਰਵਾਲਾ ਮੈਨੂੰ",
            "ਸੱਸ ਮੈਨੂੰ ਮਾਰਦੀ",
            "पति मुझे मार",
            "पति मारता",
            "सास मुझे मार",
            "घरेलू हिंसा",
            "شوہر مجھے مار",
            "شوہر مارتا",
            "گھریلو تشدد",
            "زوجي يضرب",
            "زوجي ضرب",
            "العنف المنزلي",
            "أخاف من زوجي",
            "اخاف من زوجي",
        ),
    ),
    (
        "child_at_risk",
        _CHILD,
        _any(
            "પપ્પા મને માર",
            "મમ્મી મને માર",
            "બાળકને માર",
            "ਪਾਪਾ ਮੈਨੂੰ ਮਾਰਦੇ",
            "ਪਿਤਾ ਮੈਨੂੰ ਮਾਰਦ",
            "ਬੱਚਿਆਂ ਨੂੰ ਮਾਰਦ",
            "ਬੱਚੇ ਨੂੰ ਮਾਰਦ",
            "पापा मुझे मार",
            "पिता मुझे मार",
            "बच्चों को मार",
            "बच्चे को मार",
            "ابو مجھے مار",
            "بچوں کو مار",
            "بچے کو مار",
            "أبي يضربني",
            "ابي يضربني",
            "يضرب الأطفال",
            "يضرب الاطفال",
            "يضرب أطفال",
        ),
    ),
    (
        "adult_abuse",
        _ADULT,
        _any(
            "મમ્મીને માર",
            "બાને માર",
            "દાદાને માર",
            "ਮਾਂ ਨੂੰ ਮਾਰਦ",
            "माँ को मार",
            "मां को मार",
            "امی کو مار",
            "يضرب أمي",
            "يضربون أمي",
        ),
    ),
    (
        "sexual_assault",
        _SEXUAL,
        _any("બળાત્કાર", "ਬਲਾਤਕਾਰ", "बलात्कार", "زیادتی کی", "اغتصاب", "اغتصب", "تحرش"),
    ),
    (
        "medical_emergency",
        _HELP,
        _any(
            "શ્વાસ નથી",
            "છાતીમાં દુ",
            "એમ્બ્યુલન્સ બોલાવ",
            "બચાવો",
            "ਸਾਹ ਨਹੀਂ",
            "ਛਾਤੀ ਵਿੱਚ ਦਰਦ",
            "ਬਚਾਓ",
            "सांस नहीं",
            "साँस नहीं",
            "छाती में दर्द",
            "सीने में दर्द",
            "बचाओ",
            "سانس نہیں",
            "سینے میں درد",
            "بچاؤ",
            "لا أستطيع التنفس",
            "لا استطيع التنفس",
            "أنقذوني",
            "انقذوني",
            "ألم في صدري",
            "سيارة إسعاف الآن",
        ),
    ),
    (
        "exploitation",
        _FORCED,
        _any(
            "જબરદસ્તી લગ્ન",
            "ਜ਼ਬਰਦਸਤੀ ਵਿਆਹ",
            "जबरदस्ती शादी",
            "ज़बरदस्ती शादी",
            "زبردستی شادی",
            "زواج قسري",
            "أجبروني على",
            "اجبروني على",
        ),
    ),
)

_NOW = ("suicide_self_harm", "child_at_risk", "medical_emergency")
SCRIPTS = tuple(
    (Rule(kind, "now" if kind in _NOW else "today", reason, phrases=""), pattern)
    for kind, reason, pattern in _SCRIPTS
)
