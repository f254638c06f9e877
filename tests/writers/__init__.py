"""Tests of the writers and of the templates they set."""
