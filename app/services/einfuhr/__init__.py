"""What comes in from outside: workbooks, tables and texts, as reviewed differences to the plan.

``lesen`` reads a foreign file in a process of its own; ``amip`` and ``tabelle`` make rows of what was read;
``eigene`` recognises the program's own workbook; ``anwenden`` takes over what was accepted, as one Vorgang.
"""
