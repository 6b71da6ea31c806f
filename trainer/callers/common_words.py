"""Words that give nothing away: people of every kind say them, so that sharing them with another text means little.

Collected from what the callers of many different scenarios say.
"""

COMMON_WORDS = frozenset(
    """
    able about account across act actual actually adding address afraid after afternoon again against ago ahead air all
    allowed almost alone along already also although always am an and another answer answered answering answers any
    anybody anybodys anyhow anymore anyone anything anyway anywhere apart apartment appreciate april are arent arm arms
    around as aside ask asked asking asks asleep at ate august awake away babe back bad bag bathroom be bear became
    because become bed been before began begin behind being believe bell below beneath best bet better between beyond
    big bigger bill bit blank blanket block board book books boots boring boss both bother bottom bought box brave bread
    breakfast breath breathe breathing bring brought bucks building built bus business busy but button buy by bye call
    called calling calls calm came can cant car card cards care careful carried carry carrying case catch caught cause
    certain chain chair change charge chat check checked checking cheers church city clean clear clever clipboard clock
    close coat coffee cold color come comes coming company cool copy corner cost costs cough could couldnt couldve count
    counted counter counting county couple course cross crossed cry crying dark darling date dates day days dead deal
    december decent decide decided deciding desk dial did didnt difference different dinner do does doesnt dog doing
    dollars done dont door doors down downstairs dozen drawer drive drop dropped drove dry dumb dunno each ear early
    ears easier easily easy eat eating edge edges eight eighteen eighty either eleven else elses empty end ends enough
    envelope even evening eventually ever every everybody everybodys everyone everything exactly expect explain eye eyes
    face fact fair fall far fast fault february feel feeling feels feet felt fetch few fifteen fifty figure figured file
    fill filled find finding fine finger fingers finish finished fire first fits five flat floor folding folks follow
    foot for forget forgotten form forms forty forward found four fourteen free friday fridays fridge friend from front
    full funny further gap gave generally gently get gets getting give given giving glad gladly glass go god goes going
    gone good goodbye got great grown guess guessing guy ha had hadnt hair half hall hand handed handing handle hands
    hang hanging happen happened happening happens happy hard hardly has hasnt hate have havent having he head hear
    heard hearing hears heart hearts heavy held hello help helped helping helps her here heres hers hes hi him his hit
    hold holding holds hole home homework hon honest honestly hook hope hoped hoping hot hour hours house how hows huh
    hundred hundreds hung hurry ice id idea if ignore ill im imagine in inside instead into is isnt issue it itd itll
    its ive january job joke jokes july june just keep keeping keeps kept kettle key keys kind kindly kitchen knee knees
    knew knock knocking know knowing known knows ladder lady lamp lap last late later laugh laughed laughing laundry
    laying lean learned least leave leaves leaving left legs lend less let lets letters letting lid lie life light
    lighter lights like liked likes likewise line lines list listen listening lit little live lives living local lock
    locked long longer look looked looking looks lose lost lot loud love lovely low luck lunch lying machine mad made
    mail mainly make makes making man manners many map march matter may maybe me mean means meant meet men mention menu
    met middle might mild milk million mind mine mines minute minutes miss missed missing monday mondays money month
    months more morning most mostly mother mouth move moved movement moving much must my myself name names naturally
    near nearly need needed needs neither nerve never new next nice nicely night nights nine nineteen ninety no nobody
    nobodys noise none nope normally nose not note noted nothing notice noticed november now nowhere number numbers
    obviously oclock october of off office often oh ok okay old on once one ones only open opened opens opinion or order
    orders ordinary other others ought our ours ourselves out outside over owe own page pages paid pamphlet paper
    parking part parts pass past pat patient pay pen pencil people perhaps person phone phones pick picked picking
    picture pictured piece place places plain plan planned please pleased plenty plus pocket point polite possible
    possibly poster practical practice precisely prefer pretend pretty print probably problem program promise properly
    proud push put putting question questions quick quickly quiet quietly quit quite radio rain ran rarely rather reach
    read reading reads ready real really reason recall reckon record red regular relax remember rent repeat reply
    respond rest ride right ring rings road roof room rooms rough round row rude rule rules run running runs sad safe
    said same sandwich sat saturday saturdays save saved saving saw say saying says scared screen seat second seconds
    see seeing seen seldom send sends sense sent sentence september sermon set settled seven seventeen seventy several
    shaking she sheet shes shoe shoes short shortly should shouldnt shouldve show showed shower shut sick side sideways
    sign signed signs silly simple simply since sink sir sit sits sitting situation six sixteen sixty size skip sleep
    sleeve slightly slippers slow slower slowly small smaller smell smile so socks soft some somebody somebodys someone
    something sometimes someway somewhere soon sooner sore sorry sort sound sounded sounds soup spare speak speaking
    speech spoon spot spring stairs stamp stand standing stands start started starts stay stayed staying stays step
    stick stiff still stomach stood stop stopped stopping stops story straight stranger strangers street stuck stuff
    stung stupid such suddenly sunday sundays supper support suppose supposed sure surprised sweet table take taken
    takes taking talk talked talking tape taught teeth telephone tell telling tells ten tend terrible test text than
    thank thanks that thatd thatll thats the their theirs them themselves then there thered theres these they theyd
    theyll theyre theyve thing things think thinking thinks third thirteen thirty this those though thought thousand
    thousands three through thumb thumbs thursday thursdays thus time times tiny tired to today together told tomorrow
    tone tonight too took top totally toward towards towel treat tried trouble truck true truly trust truth try trying
    tuesday tuesdays turn turned turning turns twelve twenty twice two type typed typing under underneath understand
    understood unless unlike until up upon us use used useful usual usually van various version very voice wait waited
    waiting walk walked walking wall want wanted wanting wants warm was wasnt watch watched watching water way ways we
    weather wednesday wednesdays week weeks well went were werent wet weve what whatever whats when whenever where
    wheres wherever whether which while white who whod whoever whoevers whole whos whose whove why will willing wind
    window winter wish with within without woman wonder wondered wondering wont word words work worked working works
    worried worry worse worst worth would wouldnt wrapping write writing written wrong wrote yeah year years yep yes yet
    you youd youll your youre yours yourself yourselves youve zero
    """.split()
)
