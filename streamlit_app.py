"""The server: the pages of trainer/web behind a guard that knows its guests. Run it with `make run`."""

import streamlit as st
from starlette.middleware import Middleware

from trainer.web.guard import Guard
from trainer.web.lifespan import lifespan
from trainer.web.routes import ROUTES

app = st.App("trainer/web/main.py", routes=ROUTES, middleware=[Middleware(Guard)], lifespan=lifespan)
