"""Six moments of real calls where the caller's next line may be improvised, frozen as they were written."""

from dataclasses import dataclass

from trainer.calls.call import Call
from trainer.calls.mood import Mood
from trainer.calls.playable import playable
from trainer.calls.transcript import Turn
from trainer.content.library import find_scenario
from trainer.content.scenario import Improvise


@dataclass(frozen=True)
class Moment:
    """One moment: what was said by then, the caller first and last, and the facts told in it, by line."""

    scenario: str
    state: str
    within: Improvise
    lines: tuple[str, ...]
    tells: tuple[tuple[int, str], ...] = ()

    def call(self) -> Call:
        """Return a call that has come to this moment."""
        call = Call(playable(find_scenario(self.scenario)), seed=7)
        told = dict(self.tells)
        call.turns = [
            Turn(
                n,
                "caller" if n % 2 else "trainee",
                text,
                self.state,
                Mood(5, 6),
                tells=(told[n],) if n in told else (),
            )
            for n, text in enumerate(self.lines, start=1)
        ]
        return call


MOMENTS = {
    "gift": Moment(
        "stalked",
        "gift",
        Improvise(
            goal="She wants to be believed about a thing in her bag, and is not sure yet that she can bring it up.",
            avoids=("lump", "tracker", "stitching"),
        ),
        (
            "Hi. I'm whispering, I don't know why, nobody hears through a third-floor window. There's a man who keeps "
            "being where I work. Before I've even told anyone where that is. Hang on. No. That's a cab. Go ahead.",
            "That sounds terrifying. What have you seen of him?",
            "I call him Thursday. That was his day, for a year and a half. I ended it in February. Since then it's "
            "four rooms, no two on the same street, and he's been at every one. By the meter. Once on the stairs, with "
            "tulips. And he waves.",
            "Is there a phone you could use that he never held?",
            "Okay. Me again, on a landline, in her kitchen. She's seventy-one, she drove the night bus, she opened the "
            "door before I'd knocked. She says hello. She says it's about time.",
            "Maybe you should just, no. I'm sorry, I was about to tell you what to do. What would you like to do?",
            "I heard the gears. You stopped, though, most people finish the sentence.",
        ),
        ((3, "the_sightings"), (5, "next_door")),
    ),
    "tonight": Moment(
        "eviction_lockout",
        "tonight",
        Improvise(
            goal="He needs somewhere to sleep tonight, and is putting off asking the one person who would say yes.",
            avoids=("rabbit", "court", "okay i'll ask him"),
        ),
        (
            "ok i've typed this four times. locked out. by my landlord, ron, on purpose. he found my page, and i pay "
            "by noon or he tells everyone. i've got like nine things and they're all first",
            "That's a lot to hold at once. Are you somewhere warm?",
            "i'm in the laundromat on my corner. it's warm, i'm not hurt, there's a lady folding sheets who doesn't "
            "care that i exist. it shuts at ten, though, and it's sleeting, and i'm in slides. pool slides.",
            "Is there anybody whose couch you could ask for?",
            "there's wes, who keeps score on my show. couch, heating, two locks that both work. i owe him sixty bucks "
            "and a sorry and i've been dodging both. so i can't just go hi, it's me, i live here now",
            "It sounds like the sorry is heavier than the sixty.",
            "it's not that he'd say no. it's that he'd say yes, and then he'd see me",
        ),
        ((3, "laundromat"), (5, "wes")),
    ),
    "hopeful": Moment(
        "lost_family",
        "hopeful",
        Improvise(
            goal="She wants her son found now, on this call, and is too glad to hear that it may not be that quick.",
            avoids=("sober", "drink", "glove", "adopted"),
        ),
        (
            "Good evening. My name's Gloria and I'm in a fine mood, so you've got an easy one. I've been away nine "
            "years, I'm home five weeks, and I'd like to find my son. You could have him on your screen before my "
            "tea's cool.",
            "Welcome home, Gloria. I can hear how much this means. Finding people isn't something we do here, but we "
            "can think together about ways there are.",
            "I'll remember that. I was hoping for something quicker. Can't you look while I'm right here on the phone?",
        ),
    ),
    "chair": Moment(
        "court_support",
        "listing",
        Improvise(
            goal="She wants a person booked to sit next to her on Thursday, and to keep it to arrangements.",
            avoids=("green card", "scared", "the deal"),
        ),
        (
            "Hello, good afternoon. I've a hearing on Thursday, it's a solicitation charge, and I'd like to book a "
            "person to sit next to me. I've got the bus and the parking and the clear plastic bag. It's only the "
            "person I'm missing.",
            "Hello. You've thought of everything but the chair. What else is on your sheet?",
            "Let me read you what I've got, it's quicker than me explaining. Up at five-forty, grey dress, flat shoes, "
            "out by seven-ten. The bag check's nine minutes, I went and stood in it. And in the box that says 'with' "
            "there's a question mark. I never put those on a call sheet.",
            "I don't know who is free on Thursday. Let me check rather than guess.",
            "Understood. I say 'not my department' forty times a day. So, the chair.",
        ),
        ((3, "binder"),),
    ),
    "theory": Moment(
        "uber_eats_neighbour",
        "theory",
        Improvise(
            goal="She holds on to what the program told her and wants to hear what would be a sign, if food is not.",
            avoids=("moose", "roll book", "yvonne"),
        ),
        (
            "Oh, thank goodness, a person. I've had your number on a sticky note since Sunday. It's the apartment "
            "across the landing from mine. I think somebody's being kept in there, and I seem to be the only one in "
            "the building who's noticed.",
            "What have you noticed?",
            "So. Six deliveries Tuesday, seven on Friday. Thai, pizza, the pharmacy. I know because they crossed the "
            "wires when they painted the lobby, so her buzzer, 3D, goes off in my kitchen. Door opens about this much, "
            "an arm comes out, that's it. You'd send somebody by, wouldn't you? Just to look.",
            "We don't send anybody to anybody's door. You care about the person across the hall, I can hear that.",
            "It was on two nights, this program. Piano, and a man all in shadow with a voice like a garbage disposal. "
            "And he said it's in ordinary buildings, you look for food going in and nobody coming out. I turned it off "
            "and, I swear to you, the buzzer went.",
            "It frightened you. A lot of food at a door isn't a sign of anything, though. Plenty of people order in.",
            "That's nice of you. It doesn't change what's on that list, though. If it isn't the food, then what would "
            "it be? How would a person know?",
        ),
        ((3, "deliveries"), (5, "the_program")),
    ),
    "planning": Moment(
        "bad_date_report",
        "planning",
        Improvise(
            goal="She wants somebody to think with about the rest of her night, work included, and no speech about it.",
            avoids=("quit", "plate", "shelter"),
        ),
        (
            "Is this where I report a bad one? Okay. He paid, then he pulled a knife and got unpaid. I'd like it known "
            "before he goes around again.",
            "I believe you. Tell me about him in your own words.",
            "You got a pen? White van, ladder on the roof, whatever it said on the side he's painted over. Skinny, "
            "sixty-ish, cough drops. Storage units, back side, about eleven. He had a knife, he took the money back, "
            "he said please. I was out before the van stopped.",
            "Got it, all of it. What does the rest of tonight look like for you?",
            "I'm not done for the night. I know how that sounds. It's a weekly room, and at five past eleven they put "
            "your bag on the step.",
            "No speech. What would make the next couple of hours feel a bit less wide open?",
            "Mm. What I need's a boring night from here on.",
        ),
        ((3, "report"), (5, "rent")),
    ),
}
