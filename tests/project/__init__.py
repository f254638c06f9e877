"""A folder of one's own: settings, templates over briefgen's own, and the verbs for them."""
