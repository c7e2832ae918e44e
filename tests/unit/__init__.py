"""Tests of what the program does, without a window."""
