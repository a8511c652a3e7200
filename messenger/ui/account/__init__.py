"""The sections of the account page: each has a NAME in the address, a `title` and a `build`.

`build` may ask for the account of who looks (`own_account`), who is nobody when Dash draws every
page once at start.
"""
