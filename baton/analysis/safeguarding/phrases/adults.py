# SPDX-License-Identifier: MIT
"""Abuse or neglect of an adult who depends on others: at home, in a care home, on a ward."""

from baton.analysis.safeguarding.rules import Rule

_HURT = "An adult who depends on care may be being hurt, frightened or degraded."
_NEGLECT = "An adult who depends on care may be neglected."
_MONEY = "Somebody may be taking or controlling an adult's money or freedom."

RULES = (
    Rule(
        "adult_abuse",
        "today",
        _HURT,
        phrases="""
        {carer} .. hits|hit|hitting|slaps|slapped|slapping|punch*|pinch*|kick*|beats|beating|beaten|
            smack*|drags|dragged|dragging|grab*|thump*|bully*|bullied|bullies|taunt*|mock*|spat|
            bites|tortur*|starv*|strangl*|shook|shakes|swore|swears|swearing|humiliat*|
            ridicul* .. {frail}|my|our|the|patients|at|an|old
        {carer} .. abuse|abuses|abused|abusing|hurting|hurts|mistreat*|assault*|attack*|harming|
            threat* .. {frail}|my|our|the|to
        {carer} .. push*|shov*|threw|throws|throwing|flung|yank*|pull* .. {frail}|my|our|
            the .. {hurtfully}
        {carer} .. push*|shov* .. {frail}|old|elderly
        she|he|lady|man|woman|they|one|them .. pinches|slaps|slapped|hits|smacks|hurts|shakes|
            scratches|squeezes|twists me|her|him|mum|dad|nan|residents|patients .. if|when|for|
            because|hard|and
        cries|cry|cried|crying|screams|screamed|shakes|flinches|cowers .. when|if|whenever|
            before .. carer|carers|staff|nurse|touch*|come|comes|wash*|walks|near
        force fed|feeding|feed
        forced|forcing|shoved|rammed .. food|spoon|tablets .. mouth|down|throat
        strapped|strap|wedged|trapped .. chair|bed|wheelchair .. all|hours|day|cant|so|night
        call|called|calls|calling .. me|her|him|mum|dad|them .. retard|spastic|fat|lazy|pathetic|
            dirty|filthy|animal|pig|bitch
        treat|treats|treated|treating .. like .. animal|animals|dirt|dog|dogs|prisoner|prisoners|
            rubbish|piece
        laughed|laughing|laugh|mocked|mocking|made fun .. at|of|while|when .. her|him|mum|dad|
            patients|residents|disab*|dementia|cry*
        {carer} .. shout*|scream*|yell* at|in .. {relative}|patients|residents|her|him|them|elderly|
            old|dementia|face
        hit|slapped|punched|pinched|kicked|beaten|smacked|dragged|abused|bullied|mistreated|
            assaulted|hurt|harmed|threatened|shouted_at|sworn_at by|from .. {carer}
        shouted|sworn|laughed|screamed|yelled at by .. {carer}
        residents|patients|clients|people .. are|were|get|being .. hit|slapped|shouted|beaten|
            starved|mistreated|abused|sworn|bullied|left|dragged|punished|restrained|tied|mocked
        residents|patients|clients .. being .. hurt|got_up
        calls|called|calling|call him|her|dad|mum|them|nan|me|{relative} .. animal|filthy|stupid|
            disgusting|names|cow|bitch|pig|dirty
        rough|roughly|manhandled|manhandl* .. with|handled|handling .. {frail}|my|the
        very|so|too|really|extremely|quite rough .. with? {frail}|my|the|and
        handled|handle|treated .. roughly|rough|meat|animal|animals|dog|dirt|roughhandled
        manhandl*
        like .. piece of meat
        bruis* .. all_over|unexplained|finger*|explain*|nobody|no_one|upper|wrists|wrist|neck|carer|
            carers|home|staff
        bruis* on|over|to .. arms|face|neck|wrists|legs|body|thighs|back|chest|both|her|his|mum|dad
        covered in|with .. bruis*
        unexplained|suspicious|strange .. bruis*|injur*|marks|burns|fracture
        left|leaving .. bruis* on
        finger .. bruis*|marks
        nobody|no_one|cant|could|unable .. explain .. bruis*|fracture|injur*|broken|wrist|
            hip|marks
        bruis* .. why|how
        fracture*|broken|bruis*|injur* .. nobody|no_one|cant .. explain|tell|say|know
        {afraid} of .. {carer}|nights|him
        {afraid} .. when|if he|she|they .. comes|come|walks|visits
        {afraid} of .. son|daughter|nephew|grandson|her|his .. he|she|they|money|shouts|hits|i_am|
            of_him
        {relative}|she|he|resident .. {afraid} .. of .. staff|him|carer*|nurse*|manager|nights
        tied|ties|tying|tie .. to|up|down|wrists|hands .. chair|bed|rail|rails|wheelchair|so|with|to
        tied .. wrists|hands|arms|ankles|legs
        held|pinned|pins|holding|pin .. down .. inject*|floor|bed|by|while|and|laugh*|staff|force*
        restrained|restrain|restraint|restraining .. breathe|face|prone|hurt|injur*|bruis*|floor|
            hours|for_no|naked|down
        restrained me|him|her
        {bodily_sign} & {care_place}
        {afraid}|flinches|shaking|trembling|crying|begging|tearful|withdrawn & {care_place}
        thrown|threw|flung|hauled|dumped|dragged|dragging|yanked|manhandled|hit|slapped & residents|
            pensioner|old_lady|elderly|grandma|nan|my_mother|my_father|my_mum|my_dad|grandad|
                people_who
        slap|slapped|slapping|slaps her|him|my|the|an|me|patient|patients|residents|them|his|that
        scream|screams|screamed|screaming|cries|crying|moaning|begging|pleading & ignored|laughed|
            walked_past|nobody_came|no_one_came|told_to_shut_up|shut_up
        told|tells|telling her|him|me|them|mum|dad to .. shut up
        shut up & resident|residents|mum|dad|patient|patients|carer|carers
        force*|prise*|pin*|held|hold* .. her|his|their|my .. eyes|legs|arms|mouth|nose .. open|
            apart|
            down|shut
        face down .. floor|breathe|restrain*|pinned
        drugging|drugged|overmedicat*|sedating|doping|doped
        over medicat*
        sedate*|sedative* .. quiet|tied|all_day|keep|control|no_reason|lift
        punished .. if|when|by|me|her|him|them
        abused|abusing|abuses|abuse by|me|him|her|them|patients|residents|my|from|is|in|of
        am|is|are|was|were|been|being|getting abused|mistreated|tortured|illtreated|maltreated|
            victimised
        elder|physical|emotional|financial|psychological|institutional|verbal abuse
        mental abuse|torture|cruelty
        abusive carer|carers|staff|care|nurse|home|manager|to|towards
        mistreat*|maltreat*|illtreat*|ill treat*
        cruel|cruelty to|towards|toward|staff|carers|nurse|nurses|carer
        inhumane|degrading|barbaric
        someone|somebody|they .. is|are|was .. hurting|hitting|abusing|beating|starving .. mum|dad|
            nan|my|her|him|the
        begged|asked|told|tells .. not .. say|tell|anything|anyone .. carer|staff|hits|hurt*|hit|
            abus*
        hits|hit|hurt|hurts|slap*|pinch* .. begged|not .. say|tell|anyone|anything
        threatened to .. stop|withhold|withdraw|take_away|evict|section .. my|his|her|medication|
            care|if
        whistleblow*
        bully*|bullied|bullies me|him|her|residents|patients|by
        """,
        unless="""
        blood|bloods|cannula|needle|injection|vaccine|canula
        bit|little|slightly|tad rough|bruis*
        apologis*
        bruis* .. from|after|of .. fall|fell|operation|surgery|falling|accident|blood|biopsy|op|
            procedure|apple
        staff|they|team .. not|never|without|no .. shout*|abuse|bully*|threaten*
        nurses and doctors
        doctors and nurses
        autis*
        abusive .. to|towards .. staff|nhs|nurses|everyone|services|crew|doctors
        """,
    ),
    Rule(
        "adult_abuse",
        "today",
        _NEGLECT,
        phrases="""
        {left} .. in|with .. {filth}
        left|lying|sat|sitting|laid .. in|with my|his|her|their own? {filth}
        own urine|mess|faeces|filth|waste|excrement|poo|wee|pee|vomit|blood|shit|piss
        wet|soiled|dirty|same|soaked|filthy pad|pads|nappy|bed|clothes|sheets|nightie|bedding|
            clothing|pyjamas .. hours|all|since|day|days|night|left|until|till
        {left} wet|soiled|dirty|naked|unwashed|hungry|thirsty
        not|never|hasnt|havent|werent|wasnt been? changed|washed|turned|toileted|moved|bathed|
            cleaned .. days|hours|all|since|night|for|weeks|nobody
        nobody|no_one .. changed|washed|turned|toileted|moved|fed .. him|her|mum|dad|me|them|nan
        {nobody} .. looking|look|looks after|in .. her|him|them|mum|dad|old|this|lady|man
        {nobody} .. check*|caring|cares .. on|for .. her|him|them|mum|dad
        skin .. raw|broken|breaking|black .. left|nobody|pad|bed|lifted|cried|wet|urine|and
        neglect|neglecting|neglects .. {frail}|my|our|the|of|by|at|in|and
        is|was|were|been|being|are|am|feel|severely|badly|totally|completely neglected
        neglected by|at|in|and|him|her|my|mum|dad
        neglectful
        gross|serious|criminal|clear|willful|wilful|self|total neglect|negligence
        left|leave|went|gone|been|kept|lies|lay|days|without .. without food|water|drink|fluids|
            eating|drinking
        without|no|any food or|and water|drink|fluids .. days|day|all
        without|no|any|denied|refused|nothing|hasnt|not|havent .. food|water|drink|eat|eaten|drunk|
            fed .. #_days|two_days|three_days|for_days|days
        hasnt|havent|hadnt|not|nothing .. had|to|been|given .. eat|eaten|drink|food|fed|
            water .. since|for .. yesterday|days|monday|tuesday|wednesday|thursday|friday|saturday|
            sunday|morning|breakfast
        hasnt eaten|been fed
        begged|begging|crying|cried .. for .. water|drink|food|toilet|help .. nobody|no_one|ignored|
            nurse*|and|hours|staff
        ignored|nobody|no_one .. begged|begging|crying .. water|drink|food|help
        drink*|water|jug|food|tray|meal|meals|call_bell|buzzer .. out_of|beyond|not_within reach
        leave|leaves|left|put .. tray|food|meal|meals .. walk*|reach|cold .. feed|fed|eat|dehydrat*|
            weight|starv*
        dehydrated|dehydration|malnourish*|malnutrition|starving|starved|emaciated|skeletal .. home|
            carers|nobody|left|they|staff|ward|neglect*
        home|ward|carers|nobody|staff|they|mum|dad|nan|resident .. dehydrated|malnourish*|starving|
            starved|emaciated|skeletal
        lost .. stone|kilos|weight .. nobody|left|home|they|feed|and|since|tray
        house|flat|home .. filthy|squalor|infested|rats|maggots|freezing|faeces
        living|lives|live in squalor|filth
        maggot*
        sore|sores|raw|broken .. bottom|heels|sacrum|buttocks|hip|back .. left|nobody|turn*|lying|
            home|bed
        smell*|smelt|stinking|stank|stinks|reeked|reeking .. of .. urine|wee|pee|faeces|poo|sweat
        soaked|saturated|wet_through|sodden .. bed|chair|sheets|pad|mattress|urine
        call bell|buzzer .. taken|removed|unplugged|away|moved|tied|ignored|hours
        ignored .. buzzer|bell|calls|cries|screams .. hours|hour|all|night
        neglect received|suffered|caused
        their|this|such|sheer|total|shocking|due_to|through|complete|of neglect
        neglect .. to|of|by .. elderly|man|woman|patient|patients|residents|people|lady|mum|dad
        left .. agony|pain .. hours|days|weeks|all|nobody|screaming
        in .. agony .. for .. hours|days|weeks|all night
        screaming|screamed|crying|begging .. in|with pain|agony .. ignored|nobody|no_one|hours|left
        feet|hair|nails|teeth|toenails & filthy|dirt|matted|overgrown|black & {care_place}|mum|dad|
            mother|father|nan
        jug|tray|plate|drink|meal|food & untouched|out_of_reach|cold & dehydrated|thirsty|weight|
            cracked|hungry|nobody|feed
        someone_elses|another_residents|other_residents|wrong clothes|teeth|glasses & home|resident
        lost .. weight|stone|kilos .. home|ward|since|because|feed*|eat*|fed
        nobody|no_one .. feed|fed|feeds|feeding|helps .. her|him|mum|dad|nan|them|eat
        hasnt|not|havent|hadnt .. washed|bath|shower|showered|wash|changed|turned|moved .. #|for|in|
            since .. days|weeks|week|nobody|days
        cant|couldnt|unable .. reach .. drink|water|buzzer|bell|food|tray
        {left} .. commode|toilet|bedpan|bed_pan .. hours|hour|all|forgotten|night|ages
        left .. naked|exposed|undressed .. corridor|hours|everyone|ward|bed|full
        cold bath|baths|shower|showers
        home|carers|staff|ward|hospital|council|family .. is|are|were|was neglecting
        care .. is|was dangerous|negligent
        """,
        unless="""
        clean|cleaned up|straight|quickly|immediately|promptly
        blood_test|tests|pressure
        sample|samples|specimen
        before|after|pre|prior .. operation|surgery|scan|procedure|anaesthetic|test|op
        {dont} .. neglected|neglect
        neglected by|at|in this|the|your|my service|surgery|system|nhs|team|gp
        """,
    ),
    Rule(
        "adult_abuse",
        "today",
        _NEGLECT,
        phrases="""
        pressure|bed sore|sores|ulcer|ulcers|wound|wounds
        bedsore|bedsores
        grade|stage|category # .. sore|sores|ulcer|ulcers|pressure
        """,
        unless="""
        prevent*|prevents|avoid*|mattress|cushion|checked|checks|no_pressure|risk_assessment|heal*|
            dressing|dressings|clinic|district|tissue_viability|treated
        """,
    ),
    Rule(
        "adult_abuse",
        "today",
        "A safeguarding concern is mentioned.",
        phrases="""
        safeguarding concern|concerns|issue|issues|alert|referral|report|reports|reported|matter|
            case|incident|failure|failures|investigation|breach|risk|raised|complaint|enquiry
        raised|reported|report|raise|reporting|made|done|put .. safeguarding
        safeguarding
        """,
    ),
    Rule(
        "adult_abuse",
        "today",
        _MONEY,
        phrases="""
        {carer}|{relative}|they|he|she|lodger|tenant|builder|cleaner|someone|somebody|friends|
            family .. taking|takes|steal*|stole*|robbing|robbed|spends|spending|controls|
            controlling|emptied|drained|withdraw*|withdrew|pinched|nicks|nicked|helps_himself|
            helping .. {my}|mums|dads|nans|mum|dad|nan|residents|peoples|from {money}|purse
        {carer}|{relative}|he|she|they .. has|have|had|keeps|keep|got|took|holds .. {my}|mums|dads|
            nans bank card|cards|bank|pension|benefits|pin|savings|purse|money
        taking|takes|steal|steals|stealing|stole|stolen|spending|controls|controlling .. {my}|mums|
            dads|nans|residents {money}
        stealing|stole|stolen|steals|steal .. from .. her|him|mum|dad|nan|residents|patients|me|my
        is|are|be|been stealing
        {money} .. stolen|missing|gone .. carer*|room|home|ward|locker
        financial|financially abuse|abused|exploit*|abusing
        force*|made|makes|making|bully*|pressur*|trick*  him|her|me|mum|dad|them|nan .. sign|
            hand_over|change .. will|house|money|over|papers|it|bank|paper
        hand over .. benefits|money|pension|wages|card|cash
        change|changed|changing .. will .. visitor*|nephew|son|daughter|carer*|friend|neighbour|
            since
        lock*|shut* .. in|up .. {my} .. room|bedroom|house|home|flat|night|shed|garage|cupboard|
            attic|cellar
        lock*|shut* {frail}|me|my|them .. in|up .. room|bedroom|house|home|flat|night|all|shed|day
        locking|locks|locked {frail}|me|them in|up
        locked in .. room|bedroom|house|home|flat|night
        not|never allowed|permitted .. use|leave|see|speak|have|go|touch .. phone|telephone|room|
            house|family|anyone|visitors|flat|anybody|friends|out|money|unless|outside
        wont|doesnt|dont|never .. let|allow .. me|her|him .. use|leave|see|speak|have|go|
            out .. phone|room|house|family|anyone|visitors|friends|money|outside|flat
        money|savings|pension|jewellery|card .. gone|missing|disappear*|vanish* .. since|carer*|
            nephew|from|her|his|account
        signed|sign|signing .. over .. house|money|savings|will
        {frail} & {afraid}|bullied|threatened|terrorised & son|nephew|grandson|carer|lodger|
            tenant & money|
            shouts|shouting|hits|him|her|lives
        hits|slapped|pinched|grabbed|punched|kicked|shoved|dragged|shook|smacked|poked & {carer}
        bruise|bruises|bruised|marks|cuts|injuries & shift|that_woman|that_man|every_time|new|fresh|
            on_duty|whenever
        buzzer|call_bell|bell|alarm & turned_off|switched_off|unplugged|took_away|out_of_reach|
            disconnected
        will_not|wont|refuses_to|doesnt let .. doctor|nurse|nurses|social|anyone|anybody|me|us .. in
        no_clothes|naked|undressed|exposed|half_naked & corridor|crying|lady|resident|patients|
            everyone
        eats|ate|eating|takes|pinches .. her|his|mums|dads dinner|food|meals|lunch
        short|starved|starve|deprived of food|money|water
        punishment|punish
        covered|covering|cover up|it_up
        told|asked|ordered .. to write|say|record|sign|lie & fell|pushed|fall|notes|hit|bruis*
        not|never|hasnt|havent .. out of bed|wash|bath|shower & days|weeks|since
        shouting|calling|screaming|crying & fallen|fell|floor|toilet|help & phones|phone|ignored|
            laughed|
            walked_past
        nothing to|eaten eat|since & days|friday|saturday|sunday|monday|yesterday
        nasty|spiteful|cruel|vicious|sadistic|callous & {care_place}|mum|dad|nan|patients|elderly
        {left} & wet|soiled|toilet|commode|urine|pad|faeces & hours|all_night|all_day|morning|
            overnight
        nobody|no_one|never|not & fed|washed|changed|turned|toileted|bathed & days|hours|all_day|
            since|weeks
        visits|calls|carers|carer & missed|not_come|dont_come|didnt_come|no_show & medication|
            insulin|
            food|fed|bed|alone|toilet|dementia
        neglect|neglected & {relative}|resident|residents|home|ward|carers|wound|death|died
        hearing_aid|hearing_aids|glasses|teeth|frame|zimmer|buzzer & taken|removed|
            hidden|
            hid|withheld|confiscated & her|his|my|mum|dad|resident
        lock|locked|locks & room|house|bedroom|flat & carer|son|daughter|all_day|alone|key|keys|
            family
        stress|overworked|exhausted|end_of_my_tether|cant_cope & shook|hit|slapped|shouted|
            hurt & mum|
            dad|husband|wife|him|her
        cash|withdrawals|withdrawal|money|account|statements|savings|card|pension|jewellery & carer|
            nephew|grandson|neighbour|lodger|new_friend|niece|cleaner & missing|gone|every_day|
                since|
            withdraw*|disappear*|taking|took|spent|empt*|steal*|stole*|keeps
        power of attorney & money|house|sold|selling|spent|abus*|stole*
        scammed|conned|swindled|fraud*|defrauded .. mum|dad|her|him|my|elderly|neighbour|savings
        fridge .. empty|nothing|bare|never
        never|no|nothing|isnt|not|any .. food|thing .. in .. fridge|cupboards|house
        wont|doesnt|dont|not|never|stops|stop|stopped|refuse*|prevent* .. let|lets|letting|anyone|
            anybody|from|visitors .. see|visit|seeing|speak|near .. her|him|mum|dad|nan
        kept|keep|keeps|keeping .. in .. shed|garage|cellar|attic|cupboard
        kept|keep|keeps|keeping .. prisoner|captive|locked
        held against {my} will
        """,
        unless="""
        parking|park|machine|meter|ticket|vending|taxpayer*|nhs|prescription
        locked ward|doors|door|unit .. safe|secure|safety
        blood|time|pressure
        covid|lockdown|visiting
        """,
    ),
)
