# SPDX-License-Identifier: MIT
"""Suicide and self-harm."""

from baton.analysis.safeguarding.rules import Rule

_ENDING_LIFE = "The writer may be thinking of ending their life."
_ENDING_LIFE_OTHER = "Somebody the writer knows may be thinking of ending their life."
_HARMING = "The writer may be harming themselves."
_HARMING_OTHER = "Somebody the writer knows may be harming themselves."
# The dead whom the writer mourns, and lives that were saved.
_NOT_THE_WRITER = """
died peacefully|comfortably
{wish} die at|with|in home|dignity|peace|hospice|peacefully
rather|sooner die than
hair|eyebrows|eyelashes
"""

RULES = (
    Rule(
        "suicide_self_harm",
        "now",
        _ENDING_LIFE,
        of_another=_ENDING_LIFE_OTHER,
        phrases="""
        {wish} die|dye|disappear
        {wish} just|only|simply|both? die|disappear
        {wish} be|being dead
        {wish} .. not|never wake
        {wish} be .. with .. in heaven
        {wish} be .. with .. again .. dead|heaven
        {wish} sleep forever
        {wish} .. sleep .. never|not .. wake
        {wish} not exist|be
        {wish} stop existing|living
        {wish} end it|things|everything|myself|himself|herself
        {intend} .. end it|everything all?
        {intend} .. ending it|things
        {intend} .. end|ending|finish|finishing|take|taking {my} .. life|lives
        wish .. i|she|he was|were|wasnt|werent dead|alive|born|here
        wish .. i|she|he was|were never born
        wish .. i|she|he could|would|just die|disappear
        hope i|he|she dont|doesnt|never|die .. wake|sleep
        hope i|he|she die|dont make it
        {dont} want|wanna|wish to? .. live|be_alive|exist
        {dont} want .. be here|around .. {more}
        {dont} want .. wake up .. {more}|tomorrow|again|morning
        dont want .. wake up
        {dont} want .. go|carry|keep on|going
        {dont} feel like living
        end|ending|ended|finish|finishing {my} own? life|lives
        take|taking|took|taken {my} own life|lives
        took|taken his|her life
        end|ending it all
        kill|killing|kills|killed {self}
        top|topping {self}
        hang|hanging|hung|hanged|drown|drowning|shoot|gas|gassing {self}
        poison|stab|suffocate|smother|electrocute|strangle|starve|starving|poisoning|
            strangling {self}
        {wish} ... and die
        until|till i die|am dead|im dead
        {intend} .. end .. forever|permanently|pain|suffering|nightmare|misery|torment|for_good
        {dont} deserve .. live|be_alive|life|exist
        happier|better|easier|fine|relieved|stronger|richer without me
        plan|planning|planned|arranged|organising|organised|paid my own? funeral|death
        {intend} .. drive|crash .. off|into|over .. cliff|tree|wall|bridge|lorry|river|sea|quarry
        wish .. i|she|he could|would ... existing|exist|disappear|wake|end|die
        wont need .. soon|much_longer|any_more|where
        tried|try|trying|going|want to hang
        unalive
        kms
        k m s
        {intend} .. suicide
        commit|committing|commited .. suicide
        i|im|am|feel|feeling|feels|felt|been|being|hes|shes|is|was|again|still|actively|very|
            so .. suicidal
        suicidal thoughts|thought|feelings|ideation|ideas|intent|intention|intentions|tendencies|
            urges|again|and|most|every|daily|all
        thoughts|thinking|plan|plans|planning|plotting|attempt|attempts|attempted .. suicide
        suicide .. attempt|attempts|plan|plans|note|pact|risk|tonight
        feel|feeling|feels|felt|thoughts|thinking .. suicide
        took|taken|taking|take|takes|swallowed|downed .. overdose
        took|taken|taking|take|takes|swallowed|downed .. all|whole|bottle|packet|box|strip|loads|
            handful|lot|lots of? his|her|my|the|their|those|these? {pills}
        took|taken|taking|swallowed|downed .. # .. {pills}
        {intend} .. overdose
        better off dead
        better off .. {gone}
        better off|place|life|world without me
        world .. better .. without me
        better|happier|easier|favour|relief|best|sooner|kinder|nicer .. if i .. {gone}
        favour .. if i|id .. here|gone
        {nobody} would|will|wud|ll .. miss|care|notice|mourn .. me|if
        {nobody} .. care|cares|notice|miss|bothered .. if i .. die|died|dead|live|gone|vanish|
            disappear*
        nothing|nowt|naught|little|anything .. to live for
        no|any|without reason .. live|living|be_alive|go_on|carry_on|stay_alive
        no|any|without|see|is|whats point|purpose .. in|to|of live|living|life
        the|any|no|a point .. in|to|of my? living|life
        meaning|use .. to|in|of my life
        tablets|pills .. saved|saving|hidden|stash*|kept
        have|got|has|the tablets|pills|blade|rope|knife ready
        on|at the bridge|ledge|roof|tracks .. now
        dont|not think|know if|whether|that? i can go|carry|keep on|going
        if i .. didnt|dont|never|just .. wake|woke up
        burn|burned|burnt|burning {self} .. cigarette|cigarettes|iron|lighter|purpose|again|feel
        deserve .. pain|hurt|punished|punish|to_die|suffer
        {dont} see .. point .. anymore|any_more|going|more|carrying|living
        had enough .. of .. life|living|being alive
        want .. out of .. this|life|misery
        want|wants it all to|over .. stop|end|over|finish
        hear|hearing|voices|voice .. to? jump|kill|die|hang|cut
        join|joining|be|see .. in heaven .. soon|now|wish|want|ready
        ready|prepared|happy to die
        only|one thing|reason .. keeping|stopping|holding|keeps|stops me .. here|alive|going|back|
            from
        pills|tablets|rope|blade|bridge|train|exhaust|ligature|paracetamol|insulin & enough|tonight|
            ready|stash|drawer|cupboard|planned & end|die|do_it|myself|everything|finish
        done with life|living|everything|this_world|it_all
        life .. is|feels|seems .. pointless|meaningless|hell|over|empty|worthless|unbearable
        hate my life
        stopped|stopping|stop taking .. tablets|pills|insulin|medication & finished|over|die|sooner|
            dont_care|end|enough
        ask|asked|asking|begged|pray|prayed|wish|wishing .. god|lord|jesus|allah .. take|takes|end
        diary|note|letter|text|message & going_to_do_it|goodbye|end_it|sorry_for|look_after|forgive
        tell|tells|telling|told me|him|her to .. end|die|jump|kill|cut|hang
        wont|not|dont|never wake & fine|happy|good|relief|dont_care|easier|better
        multi_storey|rooftop|top_floor|bridge|cliff|viaduct & come_down|jump|edge|hours|talk|stood|
            standing|sat|sitting
        swallow*|burn*|cut|cutting|crash*|hitting|starv*|injur* .. on purpose
        insurance|policy & if|when|once .. went|died|gone|dead
        bandages|bandaged|cuts|scars .. wrists|wrist|arms
        blocked|deleted|gave & everyone|goodbye|goodbyes & sorry|love|cat|dog|kids
        no|any|lost|losing will|wish|desire to live
        go|going|fall to sleep & never|not|dont & wake
        wish|pray|hope|hoping & lorry|bus|car|cancer|heart_attack|accident|crash|god & take|takes|
            took|
            kill|kills|hit|hits|end|me_off
        scared|afraid|frightened of|for .. myself|what_i|my_safety|own_safety
        drink|drinking myself .. death|oblivion|stupid
        affairs|will|letters|goodbye|goodbyes & in_order|written|sorted|wrote & gone|kids|family|
            found|
            without_me|not_here|sorry|tonight
        talked|coaxed|pulled & bridge|roof|ledge|railway|tracks|platform
        find|finds|found my|his|her body
        not be|wont|here|alive for|to|by .. see .. christmas|birthday|summer|spring|new_year
        ending things|myself|everything
        end|ending my|the|his|her suffering|misery|pain|torment
        no one|nobody would|will find me
        dont|didnt|not|never .. care|mind .. if|whether i .. live|die|wake|dead|died
        thought|thoughts|think|thinking .. not being here|around|alive
        thought|thoughts|think|thinking .. ending|end it|things|everything|my
        thoughts|thinking of|about death|dying
        kill|killing|end .. myself|it|life .. before|if|unless|because
        i|he|she .. tried|attempted .. kill|end|die|hang|overdose|suicide|jump
        no|any|see|the point .. going on|anymore|any more|carrying on|being alive|existing
        no|any|see point .. being here|alive
        why .. bother living
        life .. isnt|aint|not|hardly worth living|it
        not worth living
        life .. no meaning
        wont|not|wouldnt be here|around|alive .. {more}|long|longer|for long
        wouldnt be here ... up to me
        not|wont be here .. for long|christmas|tomorrow
        soon|then|when|once|til|till|until|by|because i|im|ill|id .. will? .. be? dead by? my?
        when|once im|ive dead|gone
        be dead by my own
        jump|jumping|jumped|throw|throwing|threw|step|stepping|stepped|walk|walking|run|lie|lying|
            walked|fling|flinging .. front|under|path|off .. train|bus|lorry|bridge|traffic|roof|
            cliff|tram|tube|truck|building|motorway|car|cars|balcony|multistorey|multi
        jump|jumping off|out|from .. bridge|roof|cliff|building|window|balcony|car|top
        stand|stood|standing|sit|sat|climbed|went|walked|found .. bridge|railway|tracks|track|
            platform|cliff|roof .. jump|jumping|think|thinking|thought|end|edge
        use|on .. railway|train_tracks|track .. end|die|plan
        noose|ligature|ligatures
        rope .. neck|garage|loft|tree|shed|ready
        have|got|has .. plan ... pills|tablets|paracetamol|insulin|rope|end_it|die|kill
        not safe .. on|by|with my|myself own|thoughts
        not safe .. alone tonight
        not safe with|from myself
        keep|keeping myself safe
        cant|not|unable keep|trust|guarantee .. safe myself
        no|only|any|other way out .. of|except|but|this|death
        no other way out
        not|cant|dont see any|a way out .. this|except|of life|now
        death .. only .. way|answer|option|escape
        do|doing something .. stupid|silly|drastic|bad|terrible .. myself?
        do something .. to myself
        goodbye everyone|all|world|forever|cruel|everybody
        saying|said|say .. goodbyes .. family|everyone|kids
        final|last goodbye|goodbyes|letter|letters
        goodbye letter|letters|note
        quickest|painless|easiest|best .. way|method .. go|die|end|kill|overdose
        ready to go|die .. join|be .. with
        starve|starving|starved {self}
        starving|starve .. to death
        enough .. {pills} .. kill|end|finish|do_it|die
        stockpil*|hoarding|hoarded|saving|saved|collecting|hidden .. {pills}
        stockpil*|hoarding|saving .. up .. {pills}
        slit|slash|slashed|slitting|cut|cutting .. {my} wrists|wrist|throat|veins
        my own hand
        just want it .. over|end|stop|finished
        want it all to? .. stop|end|over|go
        want .. pain|everything|this to end .. forever|for good
        tired of living|life|being alive
        sick of living|life|being alive
        cant .. live .. like|with .. this
        given|gave|give|giving up on|with|all life|living|everything|hope|trying
        want|going|need|way to end my|the pain|suffering|misery
        voices|voice .. tell|tells|telling|told|say|saying .. jump|kill|die|cut|end|overdose|hang
        """,
        unless=_NOT_THE_WRITER
        + """
        wasnt|werent|not|hadnt .. for .. staff|crew|team|doctors|nurses|surgeons|hospital|ambulance|
            you|nhs
        here today
        garden|car|park|maze .. way out
        """,
    ),
    Rule(
        "suicide_self_harm",
        "now",
        _HARMING,
        of_another=_HARMING_OTHER,
        phrases="""
        {intend} .. hurt|harm|hurting|harming|cut|cutting|burn|burning|injure {self}
        {intend} ... {injure} {self}
        hurting|harming|burning|injuring|scratching|punching|hitting {self}
        hurt|harm|injure|cut|burn {self} when|whenever i|he|she|they feel|get|am|gets|feels|is|cant
        hurt|harm|harms|hurts|cut|cuts {self} on purpose|deliberately
        hurt|hurts|harm|harms|cut|cuts|burn|burns|burned|cutting {self} .. again|every|purpose|
            deliberately|daily|nights|most|regularly|because
        {self} .. with|on .. razor|blade|blades|iron|lighter|scissors
        danger|risk to {self}
        cutting {self}
        self harm|harming|harms|harmed|injury|injuring|injures|mutilation
        cut|cuts|cutting .. my|her|his|their arms|wrists|thighs|arm|legs|body .. most|every|again|
            purpose|because|since|nights|daily|and
        with|got|have|had|using .. razor|blade|blades .. arms|wrists|bath|cut|waited|skin|legs
        razor blade|blades
        headbutt*|headbanging|banging .. head .. wall
        """,
        unless="""
        shaving|cooking|by_accident|accidentally|kettle|oven
        surgeon|surgical|operation
        """,
    ),
    Rule(
        "suicide_self_harm",
        "today",
        "The writer mentions suicide or self-harm.",
        phrases="""
        suicid*
        overdose
        self harm*
        """,
        unless="overdose of paperwork|information|forms|leaflets|kindness|sugar",
    ),
    Rule(
        "suicide_self_harm",
        "today",
        "The writer may be at the end of their strength.",
        of_another="Somebody the writer knows may be at the end of their strength.",
        phrases="""
        {cant} go|carry|keep on|going .. {more}|living|with life
        {cant} go on
        {cant} cope|continue|survive|endure .. {more}
        {cant} take|do|handle|stand|bear|face|fight|manage|live this|it|things|life|the|like|with|
            my .. {more}
        {cant} survive|bear|face|endure .. suffering|day|pain|life|living|tomorrow|future
        {cant} cope .. {more}|with life|alone
        {cant} take it|this
        {cant} do it|this {more}
        dont|not know .. how|much .. longer .. can go|take|cope|carry|last
        breaking|broken point
        no|lost hope|all left|hope
        given|giving|gave .. away .. things|belongings|possessions|stuff|everything
        given|giving|gave .. things|belongings|possessions|stuff|everything .. away
        dark|bad|intrusive|horrible|evil|scary|awful|terrible thoughts
        feel|feeling|felt|feels|am|im|is .. hopeless|worthless to|and|future|because|i|all|so
        hopeless for|about|and
        no future
        lonely|alone|isolated .. cant cope|go_on|bear|carry_on
        i will|ill .. be|probably dead
        ill|id|be dead by|before|when
        be dead by|before .. then|time|i|they|you
        at|reached|reaching .. breaking|rock point|bottom
        at|reached end of my tether|rope .. life|cope|cant|ill
        desperate .. help .. nobody|no_one|please|anything|someone
        cry|crying for help
        please|someone|somebody help me .. please|i|before|cant|dont|someone
        in crisis .. nobody|no_one|hung|refuse*|ignored|turned
        cant .. keep going|living|fighting
        dont|not .. want .. go on|carry on
        losing|lost|lose my mind|will to|hope
        hate being|my alive|life|myself
        hate myself
        everyone|everybody|they .. hate|hates me
        i_am|im a burden
        being a burden
        nobody|no_one cares|care .. if|whether|about me
        eating_disorder|anorexia|anorexic ... dying|starving|die|collapse*|refus*|thin|weight
        stopped eating|drinking .. days|weeks|and|altogether
        refuses|refusing to eat|drink
        """,
        unless="""
        {cant} go on the|a|my|holiday|tuesdays|mondays|line|bus|and
        {cant} take this|it off|further|with|away|seriously|to|in|home|up|back
        {cant} go on monday|tuesday|wednesday|thursday|friday|saturday|sunday|about|to|with|enough|
            holiday
        """,
    ),
)
