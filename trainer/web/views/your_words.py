"""What happens to what a trainee types."""

import streamlit as st

from trainer.web.downloads import draw_save_everything
from trainer.web.services import practice
from trainer.web.session import forget_everything, person

model = practice().model
if model is None or model.endpoint.is_local:
    stays = "**It stays on this machine.** Calls are kept in one file beside the program. Nothing is sent anywhere."
else:
    stays = (
        "**It stays on this machine, unless you switch a language model on.** Calls are kept in one file beside the "
        "program. With the model on in a call, or asked for a second opinion, what is typed there is sent to "
        f"{model.endpoint.receiver}. It is off unless you switch it on, and the page says where it goes. "
        "Deleting here does not delete what was sent."
    )

st.title("Your words", anchor=False)
st.markdown(
    f"""
Practice Line is for learning. You will say things you would not say on a real call, and that is the point.

- {stays}
- **You have no account.** Your browser holds one cookie with a random key, so that your calls find you again. Nobody
  asks your name.
- **A call's link is a key.** While a call is going on, whoever has its link can open it, so that you can go on with it
  on another device. Keep the link to yourself.
- **You decide how long it is kept.** *My calls* deletes a call for good: what was said, its score, and your thoughts
  about it.
- **Leave now** empties the screen at once. Pressing Escape twice does the same. The browser's own history still holds
  the address of this page.
- **The caller is made up.** Every caller is an adult and a composite; nobody's real call is in here. Please keep it so:
  leave real names, numbers and places out.
- **The score is for you.** It is made by rules from the words you used. It can be wrong, and it is no certificate.
  Where a mark is not what you meant, say so, and the score is marked as contested.
- **Drills keep no words**, only which lines you met and when a skill comes back. How you say you are before and after a
  call is seen by nobody but you.
- **A message to someone** carries your words and nothing else. It waits on this machine until they read it.
    """
)
st.header("Everything about you", anchor=False)
st.write("Save it first if you want to keep it: all your calls, scores, thoughts, drills and choices, in one file.")
draw_save_everything()
with st.popover("Delete everything"):
    st.write(
        "This deletes all your calls, their scores, your thoughts, drills and choices for good. Calls that somebody "
        "else plays with you stay with them. Messages you sent stay with those you sent them to. It cannot be undone."
    )
    sure = st.checkbox("I am sure")
    if st.button("Delete everything about me", disabled=not sure):
        practice().delete_everything(person())
        forget_everything()
        st.switch_page("views/gone.py")
