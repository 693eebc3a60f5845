# SPDX-License-Identifier: MIT
"""Domestic abuse, control by a partner or family, and sexual assault."""

from baton.analysis.safeguarding.rules import Rule

_DOMESTIC = "Somebody may be being hurt or controlled at home. Take care how you contact them."

RULES = (
    Rule(
        "domestic_abuse",
        "now",
        _DOMESTIC,
        phrases="""
        {spouse} .. kill|murder|stab|shoot|finish .. me|us|her|him
        he|she|hes|shes .. will|going to|said|says|threat*|ll|hell|trying|tried|try .. kill|
            murder|stab|shoot|finish|find|bury .. me|us|her
        he|she|hell|shell .. do|finish|put me in|off|under
        do|finish me in|off
        hands|hand round|around|on|at|to|over .. my|her|his neck|throat|windpipe|mouth
        hands .. neck|throat
        he|husband|partner|boyfriend|she|ex|who .. strangl*|chok*|throttl*|suffocat*|smother* .. me|
            her|us
        choked|strangled|throttled|strangling|strangles me|her
        it isnt|not|isnt|wasnt|aint safe|good .. ring|call|text|write|phone|contact|letter|
            email .. home|me|when|here|evening|he
        not|isnt safe .. at|go|in|with home|him|here|my .. husband|partner|house|he|because
        {afraid} .. to .. go|be|stay|going home .. him|husband|partner|he
        {afraid} .. kill|hurt|hit|find .. me|her|us
        """,
        unless="doctor|nurse|examined|felt|thyroid|gentle|gently",
    ),
    Rule(
        "domestic_abuse",
        "today",
        _DOMESTIC,
        phrases="""
        {spouse} .. {hits} .. me|us|her|him|my|them|things
        {spouse} .. hits|hitting|beats|beating|punches|punching|slaps|kicks|batters|rapes|abuses|
            abusing|hurts|hurting|strangles|chokes|threatens
        {spouse} .. is|was|been|gets|being|very|has .. abusive|violent|controlling|aggressive|
            abusing|beating|jealous|dangerous|hurting|stalking
        he|she hits|beats|beat|punches|punched|slaps|slapped|kicks|kicked|strangles|strangled|
            choked|batters|battered|bites|burned|burnt|burns|stabbed|raped|rapes|headbutts|
            headbutted|smacks|smacked|shoved|dragged|grabbed|grabs|pinned|spits|spat|hurts|abuses|
            abused|attacked|threatened|threatens .. me|my|her|us
        he|she throws|threw|thrown .. things|me|plates|punches|at_me
        {spouse} .. throws|threw .. things|me|plates|punches
        he|who|husband|partner|boyfriend .. broke|broken|breaks|fractured|cracked .. my|her|of ..
        she|wife|girlfriend|partner .. broke|broken|breaks|fractured|cracked .. my|his|of .. arm|
            ribs|rib|nose|jaw|fingers|wrist|teeth|leg|collarbone|eye
        pushed|threw|throws|pushes|shoved|kicked .. me|her .. downstairs|stairs|wall|floor|stomach|
            pregnant|out|belly
        beating .. her|him|me|up .. up
        beaten|beats|beat me|her|him|us .. up|when|black
        black eye .. he|husband|partner|fell|door|again
        {afraid} .. of .. {spouse}|him|what_he|he_will|the_man|my_husband|my_ex
        {afraid} .. he|she|husband|partner|ex .. will|going|might|hurt|come|find|knows
        live|living|lives|lived in fear
        living in terror|dread
        afraid|scared of .. man i
        {spouse}|he|she|they .. controls|control|checks|check|tracks|track|monitors|monitor|reads|
            follows|hides|keeps|takes|opens|goes_through|watches|decides|dictates|inspects|reading|
            checking|tracking .. my|her|me|everything|all .. phone|money|messages|everything|emails|
            email|mail|post|letters|car|passport|wages|pill|food|clothes|mileage|texts|bank|i_do|
            keys|location|receipt|receipts|calls
        he|she|husband|partner|boyfriend|wife|girlfriend .. controls|controlling .. me|everything|
            her|my|all
        is|being|been|am controlled by|and
        {spouse}|he|she|his_mother|in_laws|laws|family|father|brothers .. wont|doesnt|dont|didnt|
            wouldnt|not|never|stops|stopped|forbids .. let|lets|allow|allows|allowed|me|letting|
            her .. go|see|leave|out|work|talk|have|use|visit|speak|phone|drive|study|seeing|leaving|
            going|eat|friends
        not|never allowed .. my_own|to_see|friends|own_money|to_leave|to_work|to_talk|phone
        ask .. for every|each penny|pound
        account for .. every|penny
        prisoner in|of|at {my} .. own|home|house|family
        kept|keep|keeps|keeping .. as? a? prisoner
        took|taken|takes|keeps|kept|hid|hides .. my|her passport|papers|documents
        he|she|husband|wife|partner|boyfriend|they .. took|taken|takes|keeps|kept|hid|hides .. my|
            her phone|keys|money|wages
        domestic abuse|violence|abuser|situation|incident|incidents
        coercive|coercion
        coercive control|and
        controlling behaviour|relationship|husband|partner|wife|boyfriend|man|and
        abusive relationship|husband|partner|ex|man|marriage|home|wife|boyfriend|girlfriend|
            household|family|father|and
        violent husband|partner|ex|man|relationship|wife|boyfriend|girlfriend|home|marriage
        victim of .. abuse|violence|assault|rape|stalking|crime|attack
        survivor of .. abuse|violence
        stalk*|harass* me|her|us|him
        stalk*|harass* .. by .. ex|husband|man|neighbour|partner
        ex .. stalk*|harass*|turns|turned|found|follows|waits|outside|watching|threat*
        fled|flee|fleeing|escape|escaped|escaping|hiding|run|running from|with|the|my|
            away .. husband|partner|violent|violence|abuse|abusive|him|ex|kids|children
        womens refuge|aid
        in|to|at a refuge
        he|she|hes|found|find .. out? where i|we live
        {spouse}|he|she .. threat*|says|said .. take|taking|takes .. children|kids|baby|away
        made|makes|force*|forcing me|her .. have|take|get .. abortion|termination|pill|sex
        answers|speaks|answered|spoke|talks for her|me|every .. every|question|questions|always|
            room|wont
        stays|stayed|always|never|refuses|there .. in|leaves .. room with me|so
        call|ring|phone|text|contact .. when|while|after he|hes|husband|my|shes|she .. is|at|out|
            leaves|isnt|not|asleep .. work|out|here|home|asleep|safe
        dont|do not|please|never|cant .. write|send|letter|letters|post|ring|call|text .. house|
            home|opens|sees|reads .. opens|he|reads|worse|everything|him
        see|saw|hide|hiding|cover|covered|notice|noticed .. bruis*
        seen together .. could not|couldnt say|tell|speak|partner|husband
        could not|couldnt|cant|unable .. say|tell|talk|speak .. in_front|because_he|husband|partner|
            pushed|hurt
        in_laws|laws|mother_in_law|husbands_family .. beat*|hit*|hurt*|abus*|lock*|keep|kept|slave|
            starv*|passport|let
        gaslight*
        {family} & controls|controlled|controlling .. money|finances|everything|life|food|wages
        {family} & puts|put me|her down
        {family} & isolated|isolates|isolating|cut_off & family|friends
        {family} & calls|called me|her .. worthless|useless|fat|stupid|ugly|bad|mad|crazy|slag|
            bitch|
            whore|thick|pathetic
        {family} & wouldnt|wont|doesnt let|allow me|her .. buy|have|eat|sleep|wear|keep|get|go|see
        {family} & threat*|threatens .. post|share|send|show|publish|put .. pictures|photos|videos|
            nudes
        naked|intimate|nude|private pictures|photos|videos|pics & threat*|post|posted|share|shared|
            leave|blackmail*
        no financial independence|freedom
        no money of my own
        never allowed|going out .. own|alone|him|housework|friends
        {family} & smashes|smashed|breaks|broke|throws|threw .. phone|things|door|plates|house
        {family} & follows|stalks|tracker|spyware|hacked & me|my
        be|get home|back|in by|before .. or|else|otherwise
        trouble|row|punished|pay_for_it|consequences .. if i|im .. late|home|answer|back
        answer|answered|answering back
        tells|told .. everyone|doctor|people|them .. im|i_am mad|crazy|mental|insane|lying
        show|shows .. him|her .. letter|receipt|receipts|phone|texts
        times me|my
        scratches|scratched|claws|clawed|bites|pulls my|me|her face|hair|arms|eyes
        voicemail|voicemails|messages|phone|post|letters & he|she|husband listens|hears|checks|
            reads|opens
        wont|doesnt|never allow|allows|let me .. see .. my own? kids|children|family|mum|sister|
            friends
        {family} & drinks|drunk|drinking & hits|violent|scared|smashes|hit|afraid|frightened|nasty
        {child} & see|sees|watch|watched|hide|hides|hid & hits|hit|hitting|fight|fighting|beats|him
        said|say|told|tell|pretend|pretended & i_fell|walked_into|slipped|tripped & he|husband|
            partner|
            didnt|lie|lied|truth
        {family} & password|passwords|messages|bank|phone|emails & checks|demands|reads|knows|
            controls
        escape|get_away|get_out|leave_him & husband|partner|him|he & how|help|cant|nowhere|money|
            kids
        restraining order
        non molestation
        hit|hits|hitting|punched|kicked|slapped|pushed|grabbed .. me & husband|partner|boyfriend|
            wife|
            girlfriend|ex
        kicked|kicks|punched .. in .. belly|stomach|bump|ribs|head|face
        trapped in|with .. him|marriage|relationship|husband|abus*
        too scared|frightened|afraid to .. leave|tell|speak
        walk|walking|walked .. on .. eggshells
        eggshells
        he|hes|she|shes|husband|partner|boyfriend|wife|is .. so|very|too|really|is|
            always? controlling
        ex .. keeps|wont|always|still .. following|calling|texting|turning|contacting|leave|messag*|
            ringing|coming
        following me .. scared|afraid|home|everywhere|ex|man|frightened
        scared|afraid|frightened|terrified|know|dread .. of? what .. hell|shell|he|she|husband .. do
        if i leave|left|tell|told|go|complain|speak .. he|hell|she|shell|will|him|husband|
            partner .. kill|find|hurt|finish|take|beat|worse|hit
        he|she|husband|partner|boyfriend .. hit|hits|beat|slapped|punched|kicked|choked|strangled|
            pushed .. again|last|night|week|face|head|drunk|drink|stomach
        scared|afraid|frightened to .. leave|tell|go_home|answer|speak|ring|say|disagree
        everything i do|wear|eat|spend|say .. wrong|he|check*|approve*|permission|control*
        permission .. to .. leave|see|spend|go_out|eat|speak
        he|husband|partner|she .. takes|took|keeps|controls|spends .. my|all|the .. wages|money|
            benefits|card|pay
        not let .. out of .. sight|house
        wont|not|never .. let .. out of .. sight|house
        moods|temper .. scared|frightened|throws|hits|walls|smash*
        punches|punched|smashes|smashed .. walls|wall|doors|door|phone|plates
        """,
        unless="""
        sugar|blood_pressure|diabetes|diet|weight|medication|tablets|pain|symptoms|asthma|condition
        visiting|visitor|visitors|ward|covid
        talk|training|leaflet|poster|course|workshop|charity|session
        physio|physiotherapist|consultant|surgeon|dentist|optician|radiographer
        heart|stroke|dementia|infection|cancer|fever
        """,
    ),
    Rule(
        "sexual_assault",
        "today",
        "Somebody may have been sexually assaulted, harassed or exploited.",
        phrases="""
        rape|raped|rapes|raping|rapist|rapists
        sexual*|sexually .. assault*|abus*|harass*|touch*|attack*|exploit*|violat*|advance*|
            comment*|remark*|favour*|predator
        assault*|abus*|attack* .. sexually
        sex offender|pest|predator
        molest*|grope|groped|groping|gropes|fondl*|upskirt*
        touch* .. inappropriate*|breast|breasts|boobs|private|privates|bum|bottom|genitals|vagina|
            penis|groin|thigh|leg|knee|intimate|sexually|chest|down_there|down_below|consent|wrong
        touch* .. where .. shouldnt|should_not
        keeps|kept|always|tried to? touching|touch .. my|me|her|him
        inappropriate* touch*|contact|sexual|examin*
        makes|made|making|force*|forcing|forces me|her|him|them .. touch|watch|undress|strip|sleep|
            sex|suck|kiss|perform
        force* .. himself|themselves|herself|sex .. on|to|with
        forced himself|themselves|herself|me on|to
        expos* himself|herself|themselves|his|genitals
        flashed|flasher|flashing at|me|her|his
        masturbat*|wanking
        indecent*
        spiked|drugged and
        drink spiked
        had|having|have|has|wants|wanted|made sex|intercourse with .. me|her|patient|patients|
            resident|residents|him|client|clients|asleep|child
        sex with .. me|her|patient|patients|resident|asleep|without|when
        sleeping|sleeps|slept|relationship with ... patient|patients|resident|residents|client|
            clients|service_users
        hand|hands up|under|down|inside|in|on|between .. my|her|his|the .. skirt|gown|dress|blanket|
            trousers|pants|knickers|top|clothes|shirt|nightie|bra|thigh|legs|breast|breasts|bum|
            bottom|crotch|underwear|pyjamas|sheet|sheets|covers|leg
        finger|fingers inside|in|up .. me|her|vagina|without|my
        was|were|got|climbed|climbs|lay|lies|gets|man|he on top of me|her
        got|get|gets|climbed|climbs|came|getting|climbing|comes|crept|found in|into .. my|her|mums|
            nans|womans|ladys|patients .. bed
        kiss*|kissed me|her|patients|him .. and|on|lips|hand|without|mouth
        kisses|kissing|kissed .. her|me .. and|lips|mouth|puts
        porn|pornograph*|blue_film|blue_films
        dirty films|videos|pictures|photos|magazines
        without my|her consent .. examin*|touch*|inside|internal|intimate
        examin* .. without .. consent|chaperone .. breast*|internal|touch*|breathing|uncomfortable|
            intimate
        no chaperone .. breast*|examin*|touch*|breathing|uncomfortable|long|intimate
        no|without|not chaperone .. and|he|him
        examination .. sexual*|too_long|felt_wrong|inappropriate|no_chaperone
        abused .. as|when .. child|boy|girl|little|young|i_was
        abuse .. in|during|as|from .. childhood|child
        historic|historical|childhood abuse|sexual
        our|little|your secret
        lewd|perverted|pervert|leering|leered|predatory
        made .. sexual
        drunk .. sex|touched|woke|consent
        sex .. dont|didnt|not|never .. remember|consent|want|agree
        asleep|sleeping|unconscious|sedated|sedation .. touch*|sex|inside|hands|woke
        woke|wake|waking .. touch*|inside|hand|hands|naked|undressed
        touch*|sex|inside .. while|when i|she|he|im|shes .. asleep|sleeping|unconscious
        wore|worn me|her down .. sex
        gave in .. sex
        without .. permission|consent|asking .. touch*|sex|undress*|finger*|breast*|gown
        photos|pictures|filmed|videoed|filming .. undress*|naked|changing|shower|toilet|gown
        watch*|stares|staring .. undress*|naked|shower|wash*
        touches|touched|touching|rubs|rubbed|rubbing|stroked|stroking|squeezed|grabbed & breast|
            breasts|
            bottom|bum|thigh|thighs|groin|private|privates|crotch|chest & he|man|driver|porter|
                carer|
            doctor|nurse|patient|physio|she
        kiss|kissed|kisses|kissing & carer|driver|porter|nurse|doctor|resident|patient|man & me|her|
            tried|forced
        dirty|sexual|rude|filthy|sexy & jokes|comments|messages|texts|talk & carer|nurse|driver|he|
            staff|porter
        photo|photos|picture|pictures|video|filmed & undress*|clothes|gown|naked|phone|changing|
            scan|
            examin* & took|taking|without|asked
        did|done|doing things to me|her|him
        interfered with me|her|him
        said|say|saying|told no & him|he|stop|kept|didnt_stop|carried_on|times|forced
        trousers|flies|zip|pyjamas & undone|open|round_his|exposed
        pulled|took|taking|ripped .. my|her .. knickers|underwear|pants|clothes|trousers|bra & he|
            man|
            driver|porter|stranger|force*|didnt
        {stepfather} & bed|bedroom|changed|changing|shower|bath|undress* & me|her|i & sick|gets|
            climbs|
            keeps|night|comes|coming|watches|uncomfortable|secret
        undress*|naked|strip .. made|watched|alone|door|told|in_front
        hand|hands .. on|up|down|in .. my|her .. leg|thigh|knee|bottom|bum|breast|breasts|chest|
            skirt|gown
        unwanted touch*|contact|attention|advances
        sexual|sexually
        dont|cant remember .. sore|bleeding|drink|party|naked
        """,
        unless="""
        sexual health clinic|service|nurse
        touched by .. kindness|care|gesture
        heart|soul|base
        dirty .. toilet*|floor*|sheet*|ward|needle*|bathroom*
        chaperone offered|present|there
        """,
    ),
)
