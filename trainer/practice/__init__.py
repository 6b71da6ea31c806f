"""What a page or a command may ask for: joins the library, the call, the listener, the rubric and the store."""
