"""Tests of messenger/previews."""
