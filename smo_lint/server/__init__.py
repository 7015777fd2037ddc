"""The language server: findings while articles are written, in every edition at once.

`projects` says what is checked, `articles` checks it, `schedule` when; `positions`, `diagnostics`, `hover`,
`actions` and `beside` put it into the words of the protocol, and `session` and `serving` speak it.
"""
