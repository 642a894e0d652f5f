"""What programs get beside pages: problems as JSON, pages of lists, keys of requests, a limit, the OpenAPI document.

The routes themselves are in `assessor.web.api`, one part a module; nothing here knows one of them.
"""
