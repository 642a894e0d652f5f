"""What an employer or trainer sets up for people to sit: purpose, audience, form, coverage, figures of groups. No web.

`joining` is a person's side of it: what she is invited to, what stands at the front door, and how she begins.
"""
