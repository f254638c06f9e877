"""Pictures of the pages, compared with those of another revision or with the stored ones.

What stands here: `making` builds the pages of a checkout, `rendering` takes pictures of them, `comparing`
tells what a reader would see of a change, `report` shows it, `stored` keeps a small set for the tests.
"""
