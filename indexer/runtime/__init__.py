"""What every part of the program needs to run: configuration, errors, locks, deadlines, durable files."""
