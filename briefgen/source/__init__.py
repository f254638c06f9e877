"""Reading: files become text, trees with a place for every key and value, and catalogs."""
