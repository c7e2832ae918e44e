"""The tests: they mirror app/, and test_dev.py looks at the tooling."""
