"""The validated shapes of everything people write: brief, register, termbase, audience profile.

Every model is frozen and refuses unknown keys. The JSON Schemas in schemas/ are generated from here.
"""
