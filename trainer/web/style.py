"""The look that the theme file cannot give: one calm column, the conversation, and quiet marks."""

import streamlit as st

_CSS = """
<style>
:root { --ink: #22302E; --quiet: #55625F; --paper: #FBF8F4; --teal: #0B6E5F; --teal-soft: #E6F2EF; --plum: #5B3A8C;
        --plum-soft: #F3EEF9; --amber: #8A5A00; --amber-soft: #FFF4DC; }
@supports (color: light-dark(#000, #fff)) {
  .stApp { --ink: light-dark(#22302E, #F0EBE3); --quiet: light-dark(#55625F, #B4C0BB);
           --paper: light-dark(#FBF8F4, #16201E); --teal: light-dark(#0B6E5F, #7FD6C6);
           --teal-soft: light-dark(#E6F2EF, #1B3933); --plum: light-dark(#5B3A8C, #CDB6F2);
           --plum-soft: light-dark(#F3EEF9, #2C2440); --amber: light-dark(#8A5A00, #F0C46B);
           --amber-soft: light-dark(#FFF4DC, #3A2F17); }
}
[data-testid="stMainBlockContainer"] { max-width: 46rem; padding-top: 4.2rem; padding-bottom: 3rem; }
[data-testid="stBottomBlockContainer"] { max-width: 46rem; padding-bottom: 1rem; padding-top: .5rem; }
h1 { font-size: 1.7rem !important; line-height: 1.2 !important; padding: .3rem 0 !important; }
h2 { font-size: 1.3rem !important; } h3 { font-size: 1.1rem !important; padding: .2rem 0 !important; }
[data-testid="stToolbarActions"], [data-testid="stDecoration"], #MainMenu, footer { display: none !important; }
.stHtml p { margin: 0 0 .5rem; } .stHtml h1, .stHtml h3 { margin: 0; }
.stHtml .quiet { color: var(--quiet); font-size: .95rem; }
[data-testid="stCaptionContainer"] { color: inherit !important; opacity: .82; }
[data-testid^="stBaseButton-primary"] p { color: light-dark(#FFFFFF, #16201E); }
[data-testid^="stBaseButton-primary"]:is(:hover, :active, :focus) { background-color: var(--teal) !important; }
.stHtml ul.notes { margin: 0; padding-left: 1.2rem; } .stHtml .notes li { margin: .25rem 0; }
.stHtml .notes .quiet { display: block; }

.stHtml ol.talk { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; gap: .7rem; }
.stHtml .talk li { margin: 0; padding: .6rem .95rem; border-radius: 1rem; max-width: min(88%, 34rem); line-height: 1.5;
                   white-space: pre-wrap; overflow-wrap: anywhere; color: var(--ink); scroll-margin-bottom: 9rem; }
.talk .who { display: block; font-size: .8rem; font-weight: 600; }
.stHtml .talk .caller { align-self: flex-start; background: var(--plum-soft); border-bottom-left-radius: .25rem; }
.talk .caller .who { color: var(--plum); }
.stHtml .talk .trainee { align-self: flex-end; background: var(--teal-soft); border-bottom-right-radius: .25rem; }
.talk .trainee .who { color: var(--teal); }
.stHtml .talk .aside { align-self: center; color: var(--quiet); font-size: .95rem; padding: .3rem; }

.quote { border-left: 3px solid var(--teal); padding: .1rem 0 .1rem .8rem; margin: .3rem 0; white-space: pre-wrap;
         overflow-wrap: anywhere; }
.quote .turn { color: var(--quiet); font-size: .85rem; white-space: nowrap; }
.pause-here { background: var(--amber-soft); color: var(--ink); border-left: 4px solid var(--amber);
              border-radius: .5rem; padding: .8rem 1rem; }
.pause-here .quote { border-color: var(--amber); } .pause-here p:last-child { margin: 0; }
.try { background: var(--teal-soft); color: var(--ink); border-radius: .7rem; padding: .9rem 1.1rem; margin: 0; }
.try dt { font-weight: 600; margin-top: .6rem; } .try dt:first-child { margin-top: 0; } .try dd { margin: 0; }
.dimension { display: flex; flex-wrap: wrap; gap: .2rem 1rem; justify-content: space-between; align-items: center; }
.scale { display: inline-flex; gap: .25rem; vertical-align: middle; margin-right: .5rem; }
.scale span { width: 1.4rem; height: .6rem; border-radius: .3rem; border: 1px solid var(--teal); }
.scale .on { background: var(--teal); }
.stHtml .total { font-size: 2.2rem; font-weight: 700; line-height: 1.1; margin: 0; }
.total small { font-size: 1rem; font-weight: 400; }
.st-key-leave-now { position: fixed; top: .55rem; right: 1rem; z-index: 1000000; background: var(--paper);
                     width: auto !important; border-radius: .7rem; }
.stHtml .large { font-size: 1.1rem; line-height: 1.6; margin-bottom: .8rem; }
.faded { border-left: 3px solid var(--plum); padding: .2rem 0 .2rem 1rem; margin-bottom: 1rem; }
.faded h2 { padding: 0; margin: 0 0 .4rem; }
.stHtml .contested { color: var(--amber); font-weight: 600; }
.stHtml dl, .stHtml dt, .stHtml dd { margin-left: 0; padding-left: 0; }
.stHtml dl { padding-left: 1.1rem; }
.coach, .feedback { background: var(--amber-soft); color: var(--ink); border-radius: .7rem; padding: .8rem 1rem; margin: 0; }
.feedback { background: var(--teal-soft); } .feedback p:last-child { margin-bottom: 0; }
.coach dt { font-weight: 600; margin-top: .5rem; } .coach dt:first-child { margin-top: 0; } .coach dd { margin: 0; }
.chance { border-left: 3px solid var(--amber); padding: .1rem 0 .1rem .8rem; margin-top: .6rem; }
.mark { margin-bottom: .5rem; }
.talk.one { display: flex; flex-direction: column; }
.stHtml .talk.one > div { padding: .6rem .95rem; border-radius: 1rem; max-width: min(88%, 34rem); line-height: 1.5;
                          white-space: pre-wrap; overflow-wrap: anywhere; color: var(--ink); }
.talk .n { font-weight: 400; color: var(--quiet); }
.sideways { overflow-x: auto; } .sideways:focus-visible { outline: 3px solid var(--teal); }
.sideways table { border-collapse: collapse; width: 100%; }
.sideways th, .sideways td { text-align: left; vertical-align: top; padding: .45rem .7rem .45rem 0; min-width: 7rem;
                             border-bottom: 1px solid color-mix(in srgb, var(--quiet) 30%, transparent); }
.sideways th { font-weight: 600; } .sideways .differs td { font-weight: 600; }
.clock { font-variant-numeric: tabular-nums; font-weight: 600; }
@media (max-width: 40rem) {
  .st-key-picture { overflow-x: auto; } .st-key-picture svg { min-width: 56rem; height: 34rem !important; }
  .st-key-controls button { padding: .25rem .6rem; } .stHtml .talk li { max-width: 94%; } h1 { font-size: 1.45rem !important; }
  [data-testid="stMainBlockContainer"], [data-testid="stBottomBlockContainer"] { padding-left: 1rem; padding-right: 1rem; }
}
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
</style>
"""

# A call shows one thing, so the page's own header makes room and the controls stay where they are.
_CALL_CSS = """
<style>
[data-testid="stHeader"] { display: none; }
[data-testid="stMainBlockContainer"] { padding-top: 1rem; }
.st-key-controls, [data-testid="stLayoutWrapper"]:has(> .st-key-controls) {
  position: sticky; top: 0; z-index: 20; background: var(--paper); padding: .3rem 0; gap: .5rem !important; }
</style>
"""


def draw_style() -> None:
    """Put the style on the page; called once a run, before anything else is drawn."""
    st.html(_CSS)


def draw_call_style() -> None:
    """Put the style of a running call on the page."""
    st.html(_CALL_CSS)
