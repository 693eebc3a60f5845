# SPDX-License-Identifier: MIT
"""Emergencies happening as they are written, and people left without the care they need."""

from baton.analysis.safeguarding.rules import Rule

_EMERGENCY = "Somebody may need emergency help at this moment."
_LEFT = "Somebody may be in danger for want of care, or after being sent home."

# Told afterwards, and mostly with thanks.
_TOLD_AFTERWARDS = """
last year|week|month|summer|winter|christmas
years|months|weeks ago
year|month|week ago
in #|january|february|march|april|june|july|august|september|october|november|december
thank|thanks|brilliant|excellent|fantastic|wonderful|amazing|marvellous|superb|grateful|reassured|
    great|lovely|calm
when i|he|she|we had|was|were|arrived|got|called|rang|went
i|he|she|we was|had|were|went|rang|called|got|phoned
was|were bleeding|having|struggling|choking|unconscious|unresponsive|fitting|collapsed|not
very|really good
ambulance|crew|paramedics came|attended|took
phoned|rang|called|asked|waited for
was|were told|seen|taken|treated|given|admitted|diagnosed
arrived|came within
it turned out
exercises|class|classes|group|clinic|course|mask
"""

RULES = (
    Rule(
        "medical_emergency",
        "now",
        _EMERGENCY,
        phrases="""
        chest pain|pains ... {now}
        {now} ... chest pain|pains
        {is} having? .. chest pain|pains ... {now}|ambulance|nobody|arm|jaw|sweating
        i|he|she|dad|mum|husband|wife|father|mother .. have|has|got|having .. chest pain|pains
        chest & tight|tightness|heavy|crushing|pressure & arm|jaw|sweating|sweaty|on_my_own|help|
            now|
            getting_worse
        allergic|allergy|nuts|peanut|stung|reaction & swelling|swollen|throat|lips|breathe|wheezing
        diabetic|sugar|sugars|insulin & vomiting|confused|drowsy|unconscious|ketones & now|help|
            cant|
            nobody|he|she|is
        pregnant|weeks & bleeding|waters|not_moving|contractions|swelling & now|help|nobody|
            should_i|cant_get_through|no_answer|worried|am
        temperature|fever|shivering & chemo|chemotherapy
        hit|banged|bumped|head_injury & head & vomiting|drowsy|confused|sleepy|unconscious|
            fitting & is|
            hes|shes|now|keeps
        stiff neck & rash|fever|light|headache|temperature
        scalded|burnt|burned & baby|toddler|face|blistering|skin & now|help|what_do|minutes
        cut|stabbed|wound & bleeding|blood & wont_stop|deep|pouring|through|now
        heart & racing|pounding & chest|arm|faint|help|breathe
        weak|numb|limp|droop*|dropped & face|side|arm & speech|slurring|slurred|talk|speak|funny|
            sudden*
        cant move & side|arm & speech|face|slurred|talk|funny
        baby|toddler|newborn|little_one & rash|drowsy|floppy|limp|stiff|wont_feed|not_feeding|grey|
            mottled & burning_up|temperature|fever|hot|wont|cant_get_through|help|grunting
        dont|not know what to do & collapsed|bleeding|breathe|fitting|unconscious|chest|pills|
            overdose
        pain|pains in .. chest .. arm|jaw|sweating|breathe
        holding|clutching|grabbing his|her|my chest
        {is} having .. heart_attack|stroke|seizure|fit|anaphyla*|miscarriage|miscarrying
        {is} having an|a? .. asthma|allergic|anaphylactic attack|reaction|shock
        anaphyla*
        epipen
        face .. dropped|drooped|drooping|gone|fallen|droopy|numb .. arm|speech|side|slur*
        one side .. face|body
        face has|is dropped|drooping|drooped|gone
        arm .. dead|numb|weak .. face|speech|speak
        cant|can_not speak .. face|arm
        slurr* .. speech|words|arm|face
        speech|words & slur*|slurry|jumbled|garbled|gone & arm|face|leg|just|now|lift
        cant|unable_to|couldnt lift|raise|move .. arm|leg & face|speech|slur*|just|sudden*
        taken|took|given|had double|twice|too_many|too_much|extra|triple & thinners|insulin|tablets|
            dose|medication|methadone|morphine|patches
        keep|keeps|keep_on|nearly blacking|passing|fainting out
        keep|keeps collapsing|fainting|fitting
        blacking out
        cant|can_not breathe|breathing
        cant get .. my|his|her breathe
        struggl*|fighting|gasping|difficulty|trouble|hard|unable .. to|for|with|in breathe|
            breathing|air|breathe
        {is} not breathing
        isnt|stopped|stops|barely|hardly|not breathing
        breathing .. fish|fast|funny|stopped|shallow|laboured .. blue|lips|chest|help|grey
        lips|face|fingers|hes|shes|turning|going|gone|went|turned .. blue
        lips .. blue|swelling|swollen|swell
        throat|tongue|airway .. closing|swelling|swollen|swell|closes|tightening
        gone|going|looks|turned|very .. grey .. clammy|sweaty|sweating|cold|chest
        clammy|sweating .. grey|chest|breathing|blue
        {has} collapsed
        collapsed .. ambulance|now|help|floor|hasnt|nobody|breathing|waiting_room
        {is} .. unconscious|unresponsive|lifeless|floppy|limp
        unconscious on|in|and
        wont|doesnt|cant|hardly .. wake|rouse .. up|properly|do|help|her|him
        {is} not waking|responding up|properly|at
        he|she|they|baby|mum|dad wont wake
        floppy .. wont|not|baby|wake|little|child|and
        unrousable|unresponsive
        bleeding .. heavily|badly|a_lot|loads|everywhere|stop|pregnant|heavy|profusely|to_death|
            nonstop
        heavy bleeding
        blood .. pouring|gushing|everywhere|spurting
        pouring|gushing|spurting|losing|lost|lots|loads .. blood
        wont|cant|not|doesnt .. stop .. bleeding|blood|seizing|fitting
        haemorrhag*|hemorrhag*
        soaked|soaking|filled .. # pads|pad
        soaked|filled .. pads|pad .. hour
        {is} cough*|vomit*|throwing|bringing|sick|spitting|passing .. up? blood
        coughing|vomiting|throwing|spitting|bringing up? blood
        seizure|seizures|fitting|fit|convuls* .. now|stop|minutes|help|another
        {is} fitting
        rash .. glass|fade|fades|blanch
        meningitis
        sepsis|septic .. waiting|now|nobody|still|suspected|confused|mottled|doctor|ambulance|signs
        suspected|suspect|has|got .. sepsis
        mottled .. skin|confused|cold
        swallowed|drunk|drank|eaten|ate|swallowing .. bleach|battery|batteries|poison|magnet|
            magnets|antifreeze|weedkiller|coin|tablets|pills|liquitab|capsule|detergent
        taken|took|swallowed all .. {pills}
        is choking
        hes|shes|im|choking on|he|she choking|now
        choking on|to|help
        waters|water .. broke|broken|gone|went|green|brown .. now|ago|labour|nobody|hours|ward|
            answer*
        waters .. green|brown
        in labour now|and|nobody
        labour now
        can see|feel .. head
        baby .. is|coming|on .. way|coming now
        baby .. isnt|not|stopped|hasnt|no|less|reduced .. moving|moved|movement|movements|kicking
        reduced|no fetal|foetal|baby movement|movements
        out_of|no|without|run insulin|oxygen
        run|ran|running out .. of .. insulin
        blood sugar|sugars .. is|are|at .. #|high|low|ketones|vomiting|and
        ketones|ketoacidosis|dka now|high|and|vomiting
        need|needs|send|get|call|want|bring|calling .. an? ambulance .. now|please|quick|quickly|
            asap|urgently
        we|i|he|she need|needs an? ambulance
        please send .. ambulance|someone|help|somebody|doctor
        ambulance .. hasnt|not|still|isnt|never|wont|has_not|wheres|where .. come|arrived|coming|
            here|turned
        waiting|waited|hold .. ambulance ... {now}|chest|unconscious|breathing|collapsed|stroke|
            pain|bleeding
        on hold .. #|to|with|for 999|111|ambulance|unconscious|chest
        hold to 999
        losing|lost|no|cant .. feeling|feel .. legs|leg|saddle|groin|down
        cant|unable|not .. pass|passed .. water|urine|wee .. legs|days|numb|pain|agony
        cauda equina
        worst headache
        headache .. cant see|vision|vomiting|neck|light|thunderclap
        cant see .. headache|properly|eye|suddenly
        gone blind
        i|im|hes|shes|is .. dying .. help|please|here|now|nobody
        think .. im|hes|shes|he|she .. dying
        help .. dying|emergency
        somebody|someone|please .. help me|us .. now|please|please_help|dying|quick
        floor .. waiting_room|reception|unconscious|no_one|nobody
        """,
        unless=_TOLD_AFTERWARDS,
    ),
    Rule(
        "left_without_care",
        "today",
        _LEFT,
        phrases="""
        {sent} .. home|away ... {helpless}|{night}
        discharged|discharge|released ... {helpless}|{night}
        put|sent|bundled .. in|into|by .. taxi|cab ... {helpless}|{night}
        {sent} .. home|out|away ... fallen|fell|fall|collapsed|collapse|died|dead|readmitted|rushed|
            sepsis|worse|unsafe|danger*
        {sent} .. home .. to die|dying|bleeding
        {sent} .. to|into|onto|on .. street|streets|tent|nowhere|pavement|car_park|park|taxi|road|
            homeless
        {night} ... {sent} .. home|out
        discharged ... sleeping|street|tent|homeless|park|nowhere|floor|wheelchair
        {sent} & drip|cannula|catheter|bleeding|open_wound|sepsis|psychotic|vomiting & home|out|
            street
        {sent} & nobody|no_one to .. meet|collect|look|help|care|lift
        {sent} & nowhere to .. live|go|stay|sleep
        not had|got|taken my|his|her .. medication|injection|insulin & voices|weeks|month|months|
            fits|fit|seizure|psychosis|hearing
        alone|on_my_own|lives_alone & no_food|no_heating|cant_move|cant_get_up|dementia|fell|
            starving
        evicted|homeless|sofa_surfing|streets|hostel & baby|pregnant|dialysis|insulin|discharged|
            wound|
            chemo|
            oxygen|wheelchair
        electric|electricity|gas|heating|meter|power & no|off|run_out|cut_off & oxygen|baby|insulin|
            ventilator|dialysis|nebuliser|disabled|freezing
        suicidal|psychotic|hearing_voices|manic & turned_away|refused|sent_home|no_bed|discharged|
            no_help
        dismissed|ignored|turned_away|refused|sent_home|told_fine & died|dead|collapsed|sepsis
        dropped|left outside|off & empty_house|dementia|confused|rain|locked_out|wrong_house|
            no_one_in|
            nobody_in|alone|dark
        stopped my|his|her .. antipsychotics|injection|injections|clozapine|lithium|antidepressants|
            medication & hear|voices|seeing|walls|worse|ill
        told|said .. anxiety|virus|fine|indigestion|nothing & intensive|icu|collapsed|rushed|died|
            heart_attack|sepsis
        keeps|kept falling & lies|floor|alone|nobody|hours|bruises
        unsafe|dangerous|premature|inappropriate discharge
        discharg* unsafely|too early
        {sent}|discharged .. unsafe|unsafely
        {left}|lay|lies|lain|been|stuck|stayed .. on .. floor ... hours|night|days|ambulance|
            hour|alone|own|until|till|day
        floor .. # hours
        on .. kitchen|bathroom|bedroom|cold|hard floor .. hours|until|till|night|days
        left .. to die
        left .. for dead
        nearly|almost|could_have|couldve|would_have .. died|killed|lost_her_life|lost_his_life|
            lost_my_life|die .. because|them|nobody|negligen*|wrong|they|medication|due|mistake|
            from|if|home|sepsis|missed|delay|waiting
        nearly|almost died
        nearly|almost lost .. his|her|my life
        died|dead|passed_away|death|dies .. because|due|negligen*|neglect*|waiting|wait|never_came|
            didnt_come|delay*|mistake|mistakes|error|missed|alone|corridor|ambulance|nobody|no_one|
            next_day|days_later|hours_later|unnecessar*|preventable|avoidable
        ambulance .. never|didnt|too_late|took|hours .. died|dead
        sent .. home .. died
        unnecessary|avoidable|preventable|needless death
        killed my|her|him|our mum|dad|mother|father|husband|wife|baby|son|daughter|brother|sister|
            nan
        no|nobody|never|stopped|havent|hasnt|didnt|dont|without|none .. carer|carers|
            care_package ... bed|bedbound|food|alone|feed|eat|days|since|friday|wheelchair|lift|
            toilet|cant|week|weekend|starv*|floor
        carer|carers|care_workers|agency .. not|never|dont|didnt|stopped|havent|fail*|miss*|wont|
            doesnt|hasnt|no ... bed|bedbound|food|alone|feed|eat|days|since|friday|wheelchair|
            toilet|cant|week|starv*|medication|insulin
        package of care|care_package .. stopped|cancelled|withdrawn|ended|removed|cut|failed|gone
        no|without|havent|any food|heating|electricity|gas|water .. in|and|house|home|at|or|left
        no food|heating
        cant|unable|not|couldnt .. get_out_of_bed|feed_myself|feed_himself|feed_herself
        cant feed|wash|dress|toilet|move myself|himself|herself|him|her|at
        fallen|fell|falls|falling .. #|two|three|four|five|six|several|many|numerous|repeatedly|
            again times|and|since
        without|no|not|havent|hasnt|denied|refuse*|stopped .. my|his|her|had|any|heart|blood|
            epilepsy|the .. insulin|oxygen|inhaler|inhalers|warfarin|dialysis|tablets|medication|
            epipen|antipsychotic*|methadone|lithium|clozapine|steroids|anticoagulant*|injections|
            feed|feeds ... days|day|weeks|week|since|refuse*|cant|nobody|danger*|collapse*|fit|
            seizure*|now|wont|month|months|ill
        oxygen|insulin run|ran|running|is|has|runs running|run? out
        missed .. dialysis|insulin|chemo
        missed|not|hasnt|havent|didnt|without .. dialysis .. #|nine|days|transport|since|because|
            week
        wrong|incorrect|double|too_much|someone_elses|somebody_elses|another dose|drug|drugs|
            medication|tablets|blood|insulin|injection|patients|amount ... unconscious|collapsed|
            hospital|died|stopped|ill|nearly|overdose|icu|intensive|resus*|reaction|breathing|harm|
            brain|bled
        someone_elses|somebody_elses tablets|medication|drugs|insulin|blood
        another patients|persons tablets|medication|drugs|insulin|blood
        allergic .. gave|given .. anyway|despite|penicillin|knew|told|notes
        given|gave .. penicillin|drug .. allergic
        wander*|wandered .. road|street|streets|motorway|outside|traffic|town|police|hours|out|
            alone|missing|lost|main
        found wandering|outside|lying|dead|collapsed
        went|gone|go|been missing .. from .. ward|unit|home|hospital
        let|allowed|walk|walked him|her|out .. walk|out|of .. ward|unit|hospital|home .. road|found|
            dementia|police|suicid*|confused
        {left} .. bus|train|station|roadside|stop|street|pavement|outside|car_park|
            doorstep .. alone|own|night|dark|cold|wheelchair|dementia|blind|deaf|rain|station|hours
        syringe driver|feeding|catheter .. nobody|no_one|pain|agony|alarm*|unbearable|blocked|days|
            alone
        nobody|no_one|never ... change|changed|come|been|see .. catheter|syringe|dressing|feed|
            stoma|pump .. agony|pain|infected|alone|unbearable|blocked
        in|unbearable agony|pain .. nobody|no_one|refuse*|ignored|alone|left|screaming|begging|dying
        wound .. infected|open|stink*|smell*|rotting|black|green|maggot*|sepsis|untreated
        infected .. nobody|no_one|never|untreated|stink*|refuse*
        had|got|has|developed|missed|have .. sepsis|meningitis|gangrene ... sent|fine|missed|nobody|
            home|nearly|told|refuse*|ignored|died|lost|life
        sepsis|meningitis|stroke|cancer .. missed|ignored|dismissed|not_diagnosed|misdiagnosed
        told|said ... fine|nothing_wrong ... sepsis|died|stroke|heart_attack|collapsed|meningitis|
            cancer|bleed
        sleeping|sleeps|sleep|slept|living|live|lives .. rough|street|streets|tent|park|car|doorway|
            wheelchair|chair|shed|bus_shelter .. because|nobody|since|cold|with|lift|and|discharged|
            at
        sleeping|living|sleeps|slept|lives rough
        living on the streets|street
        turned .. away .. psychotic|suicidal|bleeding|pain|again|collapsed|hurt|voices|baby
        psychotic|psychosis|manic .. turned|nobody|no_one|refuse*|wont|discharged|slept|days|home|
            danger*|crisis
        hasnt|not|havent slept .. days|nights .. psycho*|voices|crisis|he|hes
        left|taken off .. list|chart|warfarin|insulin|heart .. bled|stroke|collapsed|brain|clot
        bled into|to .. brain|death
        brain damage|damaged .. because|due|they|delay|them|after
        life|lives .. at|in|put|being risk|danger
        refused|refuse|refusing|denied|wont .. treat|admit|see|give|insulin|heart_tablets .. life|
            danger*|collapsed|bleeding|insulin|heart|suicid*|die|weeks
        """,
        unless="""
        saved {my}|mum|dad|mums|dads .. life
        thank|thanks|thankful|grateful|wonderful|marvellous|brilliant|fantastic|excellent|amazing|
            lovely
        peacefully|comfortably|with dignity
        operation|surgery|procedure|anaesthetic|nil_by_mouth|fasting|as_told
        laugh*|embarrass*
        not|never sent|felt .. alone|pressure*
        cleaned|clean|wet|dirty|slippery floor
        """,
    ),
)
