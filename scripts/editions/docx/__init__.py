"""What is particular to the Word edition: its styles, its fields and its properties."""
