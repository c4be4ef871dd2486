"""The parts of ``same_answers``: the collection, the requests, and the process that answers them."""
