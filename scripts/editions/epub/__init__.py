"""What is particular to the EPUB: its cover, its navigation and its package document."""
