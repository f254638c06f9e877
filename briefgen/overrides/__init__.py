"""A project's templates beside briefgen's own: which are used, copied, behind, or of no use."""
