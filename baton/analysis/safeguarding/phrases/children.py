# SPDX-License-Identifier: MIT
"""Children who may be hurt, neglected, touched or used."""

from baton.analysis.safeguarding.rules import Rule

RULES = (
    Rule(
        "child_at_risk",
        "now",
        "A child may be being hurt, neglected or abused.",
        phrases="""
        {hits} .. her|his|the|their|my|our|your|that {child}
        {hits} .. {child}
        {child} .. is|are|was|were|being|been|get|gets|getting .. abused|beaten|hit|hurt|neglected|
            starved|groomed|molested|touched|smacked|burned|burnt|exploited|trafficked|raped|belted|
            slapped|punished|locked|whipped|bullied|mistreated|assaulted|unsafe
        {child}|childs .. abuse|neglect
        {elder} {hits} me|us|my|him|her|them
        {elder} .. touches|touched|touching|rapes|raped|molest*|abuses|abused .. me|us|my|him|her
        {elder} .. comes|came|gets|got|goes|went|sneaks|climbs into .. room|bed .. night|me|nights
        {elder} .. makes|made|making me|her|him .. do|touch|watch|things
        my|his|her|stepdads|dads belt
        {child} .. {left} .. alone|own|unattended|unsupervised|themselves|himself|herself|car
        {left} .. {child} .. alone|own|unattended|unsupervised|themselves|himself|herself|home|car|
            outside|neighbour*
        {left} me .. alone|own .. look|with|brothers|sisters|night
        home alone
        {child} .. alone .. all_night|house|flat|hours|day
        not|isnt|never|doesnt|wont|havent|hasnt|arent .. feed|feeding|fed|feeds .. {child}
        {child} .. smells|smelly|lice|nits|unwashed|filthy|begging|stealing|scavenging|bins|
            barefoot|no_coat|no_shoes
        {child} .. out .. late|night|midnight|alone|own|streets|dark
        mum|dad|mother|father|parents .. always|drunk|high|drugs|passed|stoned .. {child}
        {child} .. scared|afraid|frightened|terrified|wary|flinches of .. dad|father|stepdad|
            stepfather|mum|mother|him|her|uncle|man
        scares|terrifies|screams|swears|shouts|yells .. at .. {child} .. all|every|night|day|always
        teacher|coach|tutor|man|boss|worker .. date|kiss*|messag*|text*|flirt* .. im|year_old|pupil|
            student|girl|boy|daughter|son|child
        {child}|year_old ... nudes|nude|naked|explicit
        nudes|nude .. {child}|girl|boy|year_old|school
        {child} .. isnt|not|never being|getting fed|looked|washed|cared|protected
        {child} .. bruis*
        bruis* .. {child}
        {child} & drank|drunk|swallowed|ate|eaten|took & methadone|tablets|bleach|pills|vape|
            battery|
            antifreeze|cannabis|edibles
        {child} & bruise|bruises|bruised|bruising|black_eye|welts|handprint|cigarette|
            scald & next_door|
            neighbour*|legs|always|all_the_time|mum|dad|says|keeps|explain*|story
        {child} & no_food|nothing_to_eat|hungry|starving & mum|mother|dad|mummy|says|house|sleeps|
            school
        {child}|pupil|friend & touches|touched|touching|stepdad|stepfather|uncle & bed|bedroom|
            secret|
            private*|scared|night
        {child} & frightened|terrified|petrified|scared|flinches & dad|father|stepdad|uncle|
            mums_boyfriend|go_home|going_home
        {child} & sexual|sexually|porn|naked|private_parts|inappropriately
        {child} & hit|hits|slapped|slaps|kicked|punched|shook|threw|beaten|beats & mother|father|
            parents|stepdad|teacher|neighbour|mums_boyfriend|foster|staff
        13|14|15|thirteen|fourteen|fifteen|underage & boyfriend|sex|pregnant|sleeping_with & older|
            man|
            men|him|adult|her|she
        {child} & missing|run_away|gone & days|night|men|drugs|online|since|phone
        {child} & drugs|packages|knife|knives & gang|older|phones|phone|train|carry*|school_bag
        baby|babys|child|children|kids & screams|screaming|crying & banging|bang|thud|goes_quiet|
            shouting|
            slap|slapping|hours
        put|look_after|cook|care & sisters|brothers|little_brother|little_sister & drunk|drinks|im|
            ten|
            eleven|nine|eight|high
        {child}|year_old & wet_herself|wet_himself|flinched|burn|silent|never_speaks|
            cowered & voice|dad|
            father|mum|him
        new_trainers|new_phone|two_phones|cash|lots_of_money & wont_say|where_from|dont_know|older|
            13|14|
            15|year_old
        smell*|stinks of .. drink|alcohol|weed|cannabis & children|kids|drives|baby|picks
        drink*|drunk & drives|driving & children|kids|baby|son|daughter
        man|coach|adult|older|stranger|teacher & messages|texts|snapchat|messaging|whatsapp & son|
            daughter|
            boy|girl|year_old|child & night|delete|secret|pictures|meet|alone
        mum|mummy|mother|dad|daddy sleeps|drinks|drunk & all_day|food|wake|alone|every_night
        keeps|always|forever .. hitting|slapping|smacking|shouting|screaming|locking .. {child}|him|
            her|them
        {child} .. not|isnt|never|hasnt|arent|werent .. fed|feeding|eating .. home|mother|father|
            them
        {child} .. hungry|dirty|starving|filthy|thin|ribs|skinny|unwashed
        count .. ribs
        {child} .. has|have|had|with|got|came .. bruis*|black_eye|marks|welts|cigarette|burns|
            handprint|bite_marks|broken|hand
        bruis*|marks|mark|welts|handprint|burns .. on|round|around .. {child}|neck|cheek|bottom
        marks|mark|bruise*|bruises round|around|on .. neck|cheek|throat
        cigarette burn|burns
        shook|shaken|shaking|shakes|shake|throws|threw|dropped|smothered .. my|the|our|your|her|
            his? {child}
        {intend}|scared|afraid|could|might .. hurt|harm|shake|smother|kill|drop|throw|drown|hit|
            hurting|harming|smothering|shaking .. my|the|our? {child}
        shook|shaken him|her|it
        thoughts|scared|afraid|worried .. harming|hurting|hurt|harm .. my|the|our|him|her {child}
        groom* .. by|online|her|him|girl|child|year|man
        being groomed|exploited
        {child}|online|year_old ... send|sends|sending|sent|asking|asks|asked .. pictures|photos|
            nudes|images|pics|naked|selfies
        asking|asks|asked|send|sending|sent|messag* ... {child}|year_old .. pictures|photos|nudes|
            images|pics|naked|meet
        man|men|older|stranger .. online|internet|twice|snapchat .. {child}|pictures|her|year
        {child} .. with|met|meeting|seeing .. man|men .. online|twice|older|age
        touch*|molest*|fondl*|interfer*|abus* .. my|her|our|the|with {child}
        touch* .. private|privates|bits|down_below
        private parts
        {child} .. sexual*|rape*|molest*|incest
        sexual* .. {child}
        incest|paedophile|pedophile|paedo|pedo
        {child} .. at_risk|in_danger|not_safe|unsafe|isnt_safe|danger
        {child} .. not|isnt|arent|never safe
        risk|danger|harm to .. {child}
        child protection|abuse|neglect|exploitation|sexual
        afraid|scared|fear|frightened|worried|concerned|terrified for .. {child}|safety .. house|
            home|mother|father|drink*|drugs|her|there|they|who|with|next
        {afraid}|hate|hates|not|dont want .. to|of going|go home .. he|dad|him|hits|because|parents|
            worse|school|hurt
        {afraid} .. to|of go|going|goes home
        hate|hates going home
        {child} .. lock*|shut .. in|up .. room|bedroom|shed|cupboard|house|garage|cage
        lock*|shut*|tied .. {child}|him|her|them|me .. shed|cupboard|bedroom|garage|cage|attic|
            cellar
        heroin|crack|cocaine|dealer|dealers|smackhead|junkies|meth|drug_den .. {child}
        {child} .. heroin|crack|cocaine|dealer|dealers|meth|drug
        giving|selling|give|sell|supplying .. drugs|weed|vapes|pills|alcohol .. {child}|school
        drunk|drinking|drink .. charge|looking .. {child}
        {child} .. drink|drunk|drinking|fighting .. every|night|mother|father|parents|always
        crying|screaming|screams .. {child} .. locked|night|day|next_door|alone
        {child} .. crying|screaming|screams|cries .. next_door|locked|all_day|all_night|alone|
            neighbours
        {child} .. run|ran|gone|runs away|missing
        {child} .. not come home
        next door .. {child} .. bins|pyjamas|hungry|alone|outside|begging|crying
        {child} .. next door .. bins|pyjamas|hungry|alone|outside|begging|crying|neglected
        i_am|im 7|8|9|10|11|12|13|14|15|16|17|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|
            fifteen|sixteen ... hurts|hits|hit|beat|beats|abuse*|touch*|scared|alone|afraid
        7|8|9|10|11|12|13|14|15|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen .. old|giving|
            caring|cares .. mother|mum|dad|brothers|sisters .. own|alone|morphine|no_adult
        no_adult|adults .. house|home|there|present
        step father|dad|mum|mother|brother .. makes|touches|hits|hurts|comes|hurt|hit
        mums|dads|moms boyfriend|girlfriend|partner .. hurts|hits|hit|hurt|touch*|scares|beats|
            shouts
        social services|worker .. wont|not|nothing|ignored|never|refuse*|failed .. act|done|do|help|
            that|children|child|anything
        foster .. grabs|hits|hit|hurt|hurts|slap*|lock*|starv*|throat
        story .. keeps|kept|changing|changed .. mark|bruis*|baby|child
        babies|baby .. bruise|bruised|mark|marks .. story|say|said|rolled|fell
        """,
        unless="""
        needle|needles|injection|vaccine|vaccination|vaccinations|immunisation|jab|jabs|blood_test|
            plaster|tonsil*|dentist
        play|playing .. football|bike|school|rugby|trampoline|slide
        {child} .. well|happy|lovely|brilliant|wonderful
        kick* well|lots|me|inside
        fell .. off|over|from|down
        forceps|ventouse
        """,
    ),
)
