"""What ids in paths name, one kind a file: ``<person_id>`` is looked up by `person.find`. The listing is the registry.

Each `find` gets a session of the viewer's organisation, the id and the viewer. It returns None for what is not there
for this viewer, and else whose it is.
"""
