"""Everything about this guest is deleted; a new visit begins with loading the first page again."""

import streamlit as st

st.title("It is deleted", anchor=False)
st.write("Everything about you here is gone for good. Thank you for the time you gave to this.")
st.html('<p><a href="/" target="_self">Start again</a>, or close this page.</p>')
