"""Tests of the Dash interface without a browser."""
