"""Who may see which result, since when and why: one rule, asked on every way out.

`rule` decides from facts alone, `facts` reads them from the store, `asking` puts both together and notes who opened
what. Pages, exports, answers of the API, webhooks and mails ask here; nothing about one person leaves otherwise.
"""
