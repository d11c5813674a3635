"""Measuring and training: no part of a build."""
