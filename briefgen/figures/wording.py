"""The wording of the figures: English patterns, each a message of the templates' catalogs."""

WORDING = (
    "Timeline of events.",
    "{date}: {event}.",
    "{date} (date from outside the source): {event}.",
    "No date: {event}.",
    "No date",
    "date given in the source",
    "date from outside the source",
    "Ties between {actors}.",
    "{pair}: {label} ({state}; {trend}).",
    "{pair}: {label} ({state}).",
    "{first}, {rest}",
    "{first} {rest}",
)
"""All that a figure may say, for those who translate it. A test draws everything and compares."""
