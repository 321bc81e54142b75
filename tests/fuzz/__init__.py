"""Fuzzing as a habit: ``make fuzz`` tries made-up input on everything that reads what strangers wrote.

What it finds becomes a file in ``found/TARGET/``, which a test reads again from then on.
"""
