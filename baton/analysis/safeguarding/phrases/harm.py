# SPDX-License-Identifier: MIT
"""Threats, weapons and violence towards others."""

from baton.analysis.safeguarding.rules import Rule

RULES = (
    Rule(
        "harm_to_others",
        "now",
        "The writer or somebody near them may be about to hurt another person.",
        phrases="""
        i|ill|im|id|we .. {intend} ... {kill} .. {person}
        ill|i_will|im_going_to .. {kill}|smash|punch|hit|slap|batter|break|end|shoot {person}|his|
            her|their
        {intend} .. kill|murder|stab|shoot|strangle|behead|burn|poison .. {person}|that|this|my
        so angry .. kill|hurt|hit|stab|punch|smash|murder
        i|ill|im .. not responsible .. for what|happens|do
        {afraid}|worried .. what i .. might|could|may|will do
        imagin*|picturing|fantasi*|thinking|dream*|urge|urges .. stabbing|killing|hurting|
            strangling|
            shooting|smothering|pushing
        blade|knife|gun|machete|weapon & shouting|threat*|reception|waiting_room|ward|clinic|
            neighbour|
            lad|man|pocket|bag|car
        waiting for .. nurse|doctor|her|him|you|receptionist & finishes|outside|car_park|shift|
            after_work
        chip|implant|devil|demon|spies|poisoning & get_even|kill|doctor|neighbours|stop_them|hurt|
            knife
        pushed|pushes|knocked|shoved me|him|her|my_mum|my_dad|my_wife over|down|against|into|off
        threw|throws|thrown|slammed .. her|me|him|patient|nurse .. against|into|across|over|down
        boiling|scalding|hot water|kettle|oil & threw|poured|over|thrown|pour
        fist|fists|foot|boot through|into .. door|wall|window|face
        revenge|get_even & hurt|kill|him|them|her|whoever|doctor|prison|swing|worth
        snap|lose_it|lose_control & hurt|kill|someone|somebody|him|her|them|hit
        burn|fire|petrol|matches & surgery|clinic|building|hospital|place & will|ill|going|someone|
            should
        gang|group|lads|men|mob & attacked|jumped|beaten|kicked|battered
        racist|racial|homophobic|hate & attacked|spat|pushed|threatened|abuse|assault|punched|
            followed
        flatmate|tenant|neighbour|patient|lodger & violent|knife|threat*|attack*|machete|hammer
        something bad|terrible|serious .. going|will to? happen
        somebody|someone .. going to|will .. pay|suffer|hurt
        blood on your|their hands
        i swear .. kill|hurt|hit|smash|stab|get
        {intend} .. bring|carry|take|get|use .. {weapon}
        tie|tied|hold|held|holding .. hostage
        {intend} .. hurt|harm|attack {person}|my
        feel like .. hurting|killing|hitting|attacking|stabbing|punching .. {person}|that|my
        {intend} .. hurting|killing|harming|attacking|stabbing {person}|my
        {intend} .. smash|punch|kick|cave|bash .. face|head|teeth|lights|in|skull|jaw
        smash|break|cave|kick|punch .. your|his|her|their face|head|teeth|jaw|nose|skull|legs|neck
        going to get hurt|killed|stabbed|battered|punched
        getting|get|gets battered|stabbed|shot|knifed
        somebody|someone .. going to|will .. be|get hurt|killed|stabbed|die
        threat* .. kill|stab|shoot|hurt|harm|murder|burn|attack|slit|knife|beat|petrol|acid
        threats to kill|life
        death threat|threats
        threat* .. with .. {weapon}
        has|have|had|got|pulled|carrying|carries|carry|with|keeps|swung|waving|waved|brandish*|
            holding|bringing|brought|bring|hiding|hid|with .. {weapon}
        attacked|stabbed|cut|slashed|threatened .. with .. {weapon}
        machete|machetes|crossbow|petrol_bomb
        petrol .. door|letterbox|letter|house|pour*
        poured petrol|acid
        blow .. up|apart .. place|hospital|surgery|building|you|clinic|ward|up
        blow the|this|that|your place|hospital|surgery|building|clinic|ward up
        bomb in|threat|scare|inside|with
        coming|come .. with .. {weapon}
        burn .. surgery|hospital|place|house|building|it|clinic|home|ward .. down
        set|setting|sets fire to
        set .. on fire
        arson
        voices|voice .. tell|tells|telling|told|say|saying .. hurt|kill|stab|harm|attack
        deserve|deserves to be shot|killed|hurt|beaten|hanged
        deserve|deserves to die
        should|ought to? be shot|hanged|hung|killed
        know where you|he|she|they|your live|lives|park|work|works|kids
        watch your back
        you .. will|ll|youll .. regret|sorry|pay .. this?
        you will regret
        coming for you|him|her|them
        put .. through .. wall|window
        put him|her|you|them in .. hospital|ground|grave|box|morgue
        slit|cut .. throat
        rip .. head off
        driv*|ram|plough .. car|van .. into|at .. people|them|you|lot|crowd|staff
        mow .. down
        kill|killing|stab|shoot .. us|me|them .. all|both
        kill .. everyone|everybody|someone|somebody
        thoughts|urges|urge|fantasies|fantasise* .. killing|hurting|harming|stabbing|
            of violence .. {person}|my
        homicidal
        man|woman|someone|person|patient .. with .. {weapon}
        """,
        unless="""
        designed|invented|whoever|whose_idea|website
        {weapon} .. in_the_knee|in_the_back|heart
        wheelchair|scan|thumb
        """,
    ),
    Rule(
        "harm_to_others",
        "today",
        "Somebody may have been attacked or threatened, or may be at risk of violence.",
        phrases="""
        attacked|attacks|attacking|attack {person}|my|another|his|her|staff|other
        was|were|been|being|got|get attacked|assaulted|stabbed|beaten|punched|battered|kicked|
            mugged|threatened
        punched|punches|kicked|stabbed|headbutted|bitten|strangled|choked|slashed {person}|my|
            another|his|her|a|the
        beat|beats him|her|me|us|them|up
        punch*|hit|hits|hitting|kick*|slap* .. dad|father|mum|mother|nurse|carer|carers|sister|
            brother|staff|wife|husband .. with
        hit|hits|hitting|punched|punches|kicked|kicks|slapped|slaps|slapping|pinches|pinched|
            smacked|smacks|shoved|shoves|dragged|drags|thumped|battered|batters|beats|headbutted|
            scratched me|him|her|us|staff|nurses|them
        slapped|pinched|smacked|dragged|shoved|thumped|battered|headbutted|scalded my|the|an|old|
            {relative}
        spat|spits|spitting at|on|in me|him|her|staff|face|nurses
        grabbed|grabs|grabbing me|her|him|my|his|them .. by|throat|hair|wrist|wrists|arm|neck|
            collar|and
        threaten*|intimidat* .. me|us|her|him|with|by
        felt|feel|feeling .. threatened|intimidated .. by|him|her
        assaulted|assaults|assaulting|assault
        is|was|gets|got|becomes|became|becoming|getting|been|very|turns|turned|really|
            increasingly violent
        violent towards|toward|to|with|against|at|behaviour|outburst|outbursts|man|patient|and
        violence towards|against|to|from|at|in
        threw|throws|throwing|thrown .. chair|chairs|table|bottle|cup|plate|kettle|boiling|water|
            punches .. at
        {person} .. threatened|threatens|threatening|threaten .. me|us|him|her|staff|to|my|them|
            nurse|others
        stalked|stalking|stalker
        broke|broken|breaks .. jaw|nose|teeth|ribs|eye_socket
        knifed|stabbing|stabbings
        get|gets|getting|so .. angry .. shaken|hit|hurt|shook|scared
        scared|afraid|worried|frightened .. he|she|son|brother|husband|they .. kill|hurt|stab|attack
        going to kill|hurt|murder .. someone|somebody
        psychotic .. stopped|not|without .. medication|injections|tablets|taking
        off .. medication .. threat*|violent|aggressive|voices|angry
        unsafe|danger|risk to .. others|public|people|staff
        black and blue
        murder|murdered|murdering him|her|them|me|my
        """,
        unless="""
        safe dealt|handled|calm|calmly
        needle|injection|flu|branch|ball|football|car|bus|bike|lorry|door|cupboard|heart|lamp
        violent vomiting|sickness|cough
        """,
    ),
)
