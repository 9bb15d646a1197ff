"""Tests of the schedule readers."""
