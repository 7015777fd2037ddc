"""The language server: findings while articles are written, in every edition at once.

`projects` says what is checked, `articles` checks it, `schedule` when, `overtaken` what of it is left where
somebody types on; `positions`, `diagnostics`, `hover`, `actions` and `answers` put it into the words of the
protocol, `told` knows what was said, and `session` and `serving` speak; `garbage` is collected in between.
"""
