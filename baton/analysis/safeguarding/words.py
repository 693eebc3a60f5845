# SPDX-License-Identifier: MIT
"""Named lists for the phrases: {name} stands for any one of them. A list may name another."""

WORDS = {
    "myself": "myself|my self|me self",
    "himself": "himself|herself|themselves|themself|him self|her self|them selves",
    "self": "{myself}|{himself}|yourself",
    "my": "my|his|her|their|own|your|our",
    "wish": """want to|want too|wants to|wanted to|wanting to|wish to|wishes to|rather|ready to
        |hope to|hopes to|plan to|plans to|planning to|planned to|decided to|like to|love to|need to
        |long to|prefer to|intend to|intends to|intending to""",
    "intend": """{wish}|going to|goin to|will|shall|ill|hell|shell|might|may|could|about to
        |tempted to|try to|trying to|tried to|tries to|attempt to|attempted to|threaten to
        |threatens to|threatened to|threatening to|thinking of|thinking about|think of
        |think about|thinks about|thinks of|thought of|thought about|thoughts of|thoughts about
        |talks of|talks about|talking of|talking about|spoke of|spoke about|feel like|feels like
        |feeling like|felt like|considering|considered|ideas of|urge to|urges to|keep|keeps|got to
        |have to|afraid i|scared i|frightened i|afraid she|afraid he|scared she|scared he""",
    "injure": """kill|hurt|harm|injure|cut|burn|stab|poison|suffocate|smother|electrocute|gas|starve
        |shoot|drown|strangle|choke|hang|scald|top|off|set fire to|jump|bleed|cutting|hurting
        |harming|burning|stabbing|killing|hanging|drowning|shooting|starving|poisoning|scratching
        |punching|hitting|hit|punch|scratch|suffocating|injuring""",
    "dont": "dont|dont really|do not|didnt|did not|doesnt|does not|never|no longer|not",
    "cant": "cant|can not|can no longer|couldnt|could not|cant even|unable to",
    "more": "any more|anymore|any longer|no more|much longer|like this|another day",
    "gone": "dead|gone|not here|wasnt here|werent here|isnt here|not around|wasnt around|died",
    "pills": """tablets|pills|paracetamol|medication|insulin|morphine|codeine|sleepers|sertraline
        |amitriptyline|diazepam|ibuprofen|aspirin|sleeping tablets|sleeping pills|painkillers
        |antidepressants|drugs|warfarin|propranolol|zopiclone|tramadol|pregabalin""",
    "person": """him|her|them|someone|somebody|anyone|anybody|people|me|us|staff|nurse|nurses
        |doctor|doctors|receptionist|patient|patients|you|everyone|everybody|manager|stranger
        |strangers|neighbour|neighbours|neighbor|{relative}|{child}|{spouse}|carer|carers|man
        |woman|lady|colleague|driver|paramedic|worker""",
    "relative": """mum|mam|mother|dad|father|nan|nanny|gran|granny|grandma|grandmother
        |grandad|grandfather|gramp|grandparents|parents|parent|aunt|auntie|aunty|uncle|sister|brother|cousin
        |mother in law|father in law|nephew|niece|son|daughter|{spouse}|friend|neighbour""",
    "frail": """{relative}|resident|residents|patient|patients|lady|gentleman|man|woman|her|him
        |them|me|us|old people|elderly|client|clients|service user|service users|person|people
        |disabled|vulnerable""",
    "carer": """carer|carers|care worker|care workers|support worker|support workers|staff
        |member of staff|staff member|nurse|nurses|doctor|doctors|hca|hcas|healthcare assistant
        |health care assistant|care assistant|care assistants|assistant|assistants|worker|workers
        |key worker|keyworker|manager|porter|porters|therapist|physio|consultant|home manager
        |night staff|agency staff|social worker|guard|guards|security|cleaner|caretaker
        |personal assistant|pa|care home|nursing home|ward sister|matron|warden""",
    "spouse": """husband|wife|partner|boyfriend|girlfriend|fiance|fiancee|ex|ex husband|ex wife
        |ex partner|ex boyfriend|missus|mrs|other half|hubby|spouse|fella|old man|bloke""",
    "child": """child|children|kid|kids|baby|babies|toddler|toddlers|son|daughter|boy|boys|girl
        |girls|grandson|granddaughter|grandchild|grandchildren|niece|nephew|pupil|teenager|infant
        |newborn|year old|little one|little ones|little boy|little girl|boy|stepson|stepdaughter
        |lad|step son|step daughter|foster child|twins|schoolgirl|schoolboy""",
    "elder": """dad|father|mum|mother|parents|step dad|stepdad|stepfather|step father|step mum
        |stepmum|stepmother|step mother|uncle|aunt|auntie|grandad|grandfather|brother|older brother
        |cousin|mums boyfriend|boyfriend|teacher|foster carer|foster mum|foster dad|foster parents
        |childminder|nanny|coach|babysitter|imam|priest|tutor|neighbour""",
    # Blows in the present or as a habit, then in the past.
    "hits": """hits|hit|hitting|beats|beat|beating|punches|punch|punching|slaps|slap|slapping|kicks
        |kick|kicking|strangles|strangle|strangling|chokes|choking|throttles|smacks|smack|smacking
        |shoves|shoving|burns|pinches|pinching|attacks|attack|attacking|assaults|assaulting|hurts
        |hurt|hurting|batters|battering|thumps|thumping|whacks|abuses|abuse|abusing|bullies
        |bullying|stabs|stabbing|drags|dragging|bites|headbutts|spits|threatens|threatening|whips
        |belts|tortures|torturing|starves|starving|terrorises|rapes|raping|molests|molesting
        |humiliates|humiliating|belittles|mistreats|mistreating|shakes|harms|harming|{hit}""",
    "hit": """slapped|punched|kicked|strangled|choked|throttled|smacked|shoved|burned|burnt|pinched
        |attacked|assaulted|battered|thumped|whacked|abused|bullied|stabbed|dragged|bitten
        |headbutted|spat|spat at|spat on|threatened|whipped|tortured|starved|shook|shaken|beaten
        |grabbed|raped|molested|groped|mistreated|scalded|flogged|threw|throws|swung at|harmed""",
    "kill": """kill|kills|killing|murder|murders|murdering|stab|stabs|stabbing|shoot|strangle
        |strangling|poison|poisoning|smother|smothering|suffocate|harm|harms|harming|behead|slit
        |hurt|hurts|hurting|attack|attacking|batter|burn|drown|knife""",
    "weapon": """knife|knives|machete|gun|guns|hammer|axe|sword|bomb|petrol bomb|acid|weapon|weapons
        |baseball bat|bat|screwdriver|crossbow|razor|broken bottle|grenade|dagger|pistol|blade""",
    "filth": """urine|faeces|feces|poo|pooh|wee|pee|piss|shit|mess|excrement|filth|vomit|own waste
        |bodily waste|diarrhoea|sick|stool|soiled sheets|wet bed|soiled bed|wet sheets|blood
        |wet pad|soiled pad|dirty pad|soiled pads|wet nappy|dirty nappy|soiled clothes|wet clothes
        |soiled clothing|soiled bedding|wet bedding|same pad|soaked pad|wet nightie""",
    "left": """left|leave|leaves|leaving|lying|laid|lay|lays|sat|sits|sitting|found|covered|soaked
        |soaking|stuck|laying|abandoned|kept|living|dried|saturated|drenched""",
    "hurtfully": """hard|roughly|over|onto|on to|against|down|so hard|to the floor|violently
        |aggressively|back onto|about|around the room""",
    "money": """money|pension|benefits|benefit|savings|bank card|bank account|bank cards|cash|purse
        |wallet|pin|wages|pip|dla|allowance|inheritance|jewellery|jewelry|rings|credit card
        |debit card|card|house|bank book|esa|universal credit""",
    "care_place": """care home|nursing home|residential home|the home|supported living|care homes
        |carer|carers|care workers|agency carer|resident|residents|respite
        |live in carer|night staff|support worker|day centre|healthcare assistant|hca
        |care worker""",
    "bodily_sign": """dehydrated|malnourished|emaciated|skeletal|bruise|bruised|bruises|bruising
        |black eye|cracked lips|unwashed|unkempt|matted|overgrown|soiled|urine|faeces|sores|sore|raw
        |bedsores|filthy|dirt|unexplained|fracture|fractured|broken hip|broken wrist|infected|lice
        |swollen|burn|burns|scalded|starving|thirsty|drugged|drowsy|weight loss|skin and bone
        |skin tear|skin tears|cut lip|scratches|handprint|maggots""",
    "family": """husband|wife|partner|boyfriend|girlfriend|ex|he|she|hes|shes|in laws|mother in law
        |fella|missus|my man|brother in law|his mother|his family""",
    "stepfather": """dad|father|step dad|stepdad|stepfather|step father|uncle|grandad|grandfather
        |cousin|brother|stepbrother|mums boyfriend|mums partner|lodger|family friend|teacher""",
    "afraid": """scared|afraid|frightened|terrified|petrified|fearful|in fear|flinch|flinches
        |flinched|cowers|cowering|scared stiff|too scared|too frightened|too afraid|fears|dread
        |dreads|wary""",
    "nobody": "nobody|no one|no body|none of them|not one person|no staff|noone|none",
    "now": """now|right now|at the moment|tonight|this minute|as i type|as we speak|help|urgent
        |urgently|asap|on hold|should i wait|what do i do|what should i do|what do we do
        |what should we do|still waiting|cant get through|cant get hold|not answering|please hurry
        |nobody is answering|nobody answers|no one is answering|no one answers|quickly|please help
        |wont answer|emergency|isnt answering|keeps cutting|engaged|no answer|getting worse
        |should i go|since this morning|for hours|two hours|for two hours|an hour now|hurry""",
    "is": "is|am|im|hes|shes|are|theyre|has|have|ive|got|having",
    "has": "has|have|ive|is|hes|shes|got|gone|just",
    "sent": """sent|send|sending|discharged|discharge|put|turned|thrown|kicked|chucked|let
        |released|dumped|threw|packed|turfed""",
    "night": """# am|middle of the night|in the night|at night|midnight|early hours|three in the
        morning|two in the morning|four in the morning|one in the morning|late at night|# in the
        morning|10pm|11pm|12am|1am|2am|3am|4am|5am""",
    "helpless": """cannot walk|cant walk|couldnt walk|could not walk|unable to walk|cannot stand
        |cant stand|couldnt stand|unable to stand|lives alone|live alone|living alone|bedbound
        |bed bound|cant get out of bed|couldnt get out of bed|cant move|cant look after|confused
        |dementia|alzheimers|no care package|no package|no care|no carers|no support|no help
        |no medication|without medication|without any medication|without care|without a care
        |without carers|without support|no food|no heating|bleeding|still bleeding|no one at home
        |nobody at home|no one to look|nobody to look|no one there|nobody there|no one home
        |homeless|on the street|onto the street|to the street|the streets|the street|nowhere
        |nowhere to go|no home|hostel|no fixed abode|alone|on her own|on his own|on my own
        |open wound|psychotic|suicidal|cannula|in her nightie|in my nightie|in pyjamas|in slippers
        |in my slippers|in his pyjamas|in a gown|hospital gown""",
}

#: The commonest words of English and of comments, commonest first: a phrase is looked up by the
#: part of it that is least likely to be in any comment (Zipf: likelihood falls as one over rank).
COMMON = """
the to and i was a of in it my me for very is they with that not had have on be as you so were at
this are all but from her she he we good been when there an staff would do by no or if up out time
who could service about more what them get one will like see well has help care which friendly
helpful people nothing ambulance your their over go after am can any some really only just how his
him back being because us home always did hospital our made feel need than got great then told
treatment nice nurse appointment before much also now first doctor think day never said way seen
too hours long went still even other know ask again make through into things two where better
everything someone while took give should off hour down phone waiting work wait room felt every
came asked call talk without support given kind keep take needed during making want going pain say
listen cant most those pleasant dont come next few days life these weeks seemed own late able put
called medication around months both food same though right last night years ward patient patients
find thing team mum week having done away something thought try enough left couldnt until here
sent does son start looked running under child dad different wife husband might let each didnt
daughter may little look looking point person year end once best another place else stop seeing
times doing use four three five six old tell used found getting must family children gave hard
since why woman man worker reason plan feeling change house door lady open nurses doctors today
baby money eat carer car bad cannot shes hes im ive ill id
"""
