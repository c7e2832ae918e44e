"""Measurements that anyone can repeat: ``dev.py bench``. Never part of the tests."""
