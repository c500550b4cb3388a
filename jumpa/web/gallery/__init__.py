"""Sample content for the style page; nothing else uses it. Everything in it is fictional."""
