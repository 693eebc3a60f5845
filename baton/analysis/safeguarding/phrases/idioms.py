# SPDX-License-Identifier: MIT
"""What people say of queues, tea and car parks. These words are set aside before any rule reads.

Only where we are sure: an idiom here can hide a person.
"""

IDIOMS = """
wait|waiting|queue|queues|back|hip|hips|knee|knees|feet|foot|leg|legs|head|shoulder|neck|tooth|
    teeth|suspense|pain|parking|heat|shoes|chairs|seats|seat|chair|bed|mattress|boredom|stairs|
    music|price|prices .. is|was|were|are|be|been|has|really|nearly|absolutely|almost .. killing|
    killed me|us|him|her|my
kill|killing|killed|kills time|two|2|the
kill|killed|killing an hour|time
kill for a|an|some
would|could|id kill for
killer|killing it
died|dying|die|died with|of|from|laughing|laughter|embarrassment|boredom|shame|thirst|cold|fright|
    hunger|shock laughing|of? a?
died|die|dying of embarrassment|boredom|shame|laughter|laughing|fright
nearly|almost died laughing|when i saw|when she|when he|with
dying|dieing|died|die for a|an|some|the cup|drink|tea|coffee|wee|pee|loo|cigarette|fag|smoke|toilet|
    glass|biscuit
dying to meet|see|know|go|tell|get|try|find|hear
to die for
rather|sooner die than
over my|our dead body
phone|mobile|battery|batteries|app|laptop|computer|screen|tablet|connection .. died|dead|die|dies|
    dying
dead good|on|slow|easy|nice|end|line|helpful|funny|quick|pleased|right|weight|wrong|tired|cheap|
    expensive|lovely|boring|simple|beat|heat|centre|ringer|posh|handy|proud|happy|comfy|friendly|
    kind|chuffed
drop dead gorgeous
scared|bored|frightened|sick|tired|worried|tickled|starved|freezing|frozen|catch|caught|love|loved|
    done .. to death
scared the life|hell out of
death by|of forms|paperwork|questionnaire|powerpoint
matter of life and death
life threatening
heart attack when|at|looking|seeing the|i|we|she|he|price|bill|cost saw|see|opened|got|looked|read|
    heard|parking|bill|price|cost
near|nearly|almost gave .. heart attack
murder to|on|getting|trying|parking|finding
be|is|was|absolute|pure|are|queue|it murder
murder a
get|gets|got|getting|gets away with murder
shot in the arm
shot|shoots|shooting up|off|through|out|pain|pains|star
flu|covid|booster|jab|steroid shot|shots|jab
cost|costs|costing a bomb
like a bomb
jump|jumped|jumping through|the|at hoops|queue|chance
jump|jumps|jumped|jumping out of my|his|her skin
hit the nail|mark|spot|right|target
hit|hits home|and miss
miss|misses hit
hits|hit or miss
beat|beating|beats about|around the bush
beat|beats me to it
beats any|the|a|anything|anywhere|waiting|sitting|everything|having|hands
beaten track
bite|bit|bites|biting|biting|snapped|jumped my|his|her|your head|tongue|bullet off
bit the bullet
kick|kicked|kicking up|off|the|in a? fuss|habit|stink|bucket
kick|kicks|kicked|kicking in|off
bend|bent over backwards
fight|fought|fighting for|to|tooth|an|the an? appointment|nail|nhs|service|get|bus
end of|at the? my|our|his|her|their tether
end of it
end of life care|pathway|plan|team|nurse|nurses|support|services|service|experience|wishes|ward|
    medication
lose|lost|losing the will to live
burn|burned|burning|burnt out|bridges|off|sensation|calories|toast
knife and fork
under|plastic|butter|gamma|blunt|steak knife
stabbing|stab|shooting pain|pains|sensation|in|at the? dark|back|it
jab|jabbed|jabs
heart_attack|stroke|strokes club|group|rehab|unit|ward|team|clinic|survivor|survivors|association|
    service|patient|patients|nurse|consultant|specialist|recovery
stroke of luck|genius
different strokes
blow|blew|blown|blows my|me|us|up mind|away|nose|balloon|balloons
smothering|smothered in|with cream|ointment|gravy|kisses|love
daylight robbery
crime against humanity
torture|tortured waiting|chairs|music
shake|shook|shaking|shakes my|his|her|their|a|hands|hand hand|hands|head|stick
could|would have? strangled|killed|murdered|throttled that|the phone|computer|machine|app|system|
    website
choked|choking up|with|back emotion|tears
pinch|pinched|pinch me|myself i|to|of|salt
pinch|pinched|take|took of|with|a salt|nerve|pinch
drag|dragged|drags|dragging on|out|by|my|our|its feet|heels
hurt a|any fly
wouldnt|would|not hurt|harm a fly
rape|rapeseed oil|seed
self harm|injury leaflet|leaflets|training|course|poster|booklet|pathway|policy|workshop|service|
    nurse|group|awareness
suicide prevention|awareness|bereavement|bereaved|helpline|training|first|rate|rates|statistics|
    squad|leaflet|poster|group|support|talk|walk
suicide prevention|bereavement
{relative}|friends|mums|dads|sons|brothers|sisters|husbands|wifes|daughters suicide
safeguarding training|course|poster|policy|lead|team|certificate|talk|week|module|session|board|
    leaflet
domestic|child|elder abuse|violence training|talk|poster|leaflet|course|awareness|workshop|session|
    worker|module
talk|training|leaflet|poster|course|session|workshop|awareness|module on|about|in domestic|child|
    elder|modern|coercive abuse|violence|protection|slavery|control
abuse of the|disabled|parking|blue|bays|system|nhs
abuse from the? patients|public|visitors|people
abuse of staff|nurses
abuse to|towards|toward|against|at staff|nurses|doctors|receptionists|crews|ambulance|paramedics|
    them|nhs
abuse that|which staff|nurses|they|receptionists
staff|nurses|crews|receptionists|paramedics|crew|team .. get|gets|receive|receives|face|faces|take|
    takes .. abuse
substance|alcohol|drug|drugs|drink|steroid|solvent abuse
abuse the system|service|nhs|car|parking
abusing the system|service|nhs
abused the system
assault on the|my senses|ears|eyes
verbally? abusive|aggressive|violent drunk|drunks|patients|patient .. staff|dealt|handled
never|no|not|didnt|without|free|isnt|wasnt ill|any|of|feel|felt|been|from|a|the abuse|neglect|
    abused|neglected|neglect
no abuse|neglect or neglect|abuse
{dont} feel|felt|feels neglected|abandoned|unsafe
toilet|toilets|garden|gardens|building|buildings|area|decor|waiting|room|grounds|service|services|
    town|estate|site|corridor|signage|paintwork|car|park .. neglected
neglected to|part|area|areas|service|services|specialty|building|condition
bombarded|bombard|bombarding
shouting|shout out|for|about
shout my|his|her|our|your name
a|big shout out
cut|cuts|cutting to|off|back|down|the|in|short|waiting|queues|corners|out
a cut above
hang|hung|hanging up|on|around|about|in|over
drown|drowned|drowning in|out paperwork|noise|the|by
poison|poisoned chalice
attacked by wasps|bees|midges|mosquitoes|hiccups|giggles|gout
panic|anxiety|asthma|gout|angina attack|attacks
gun clinic
jump|jumping|jumped for joy
"""
