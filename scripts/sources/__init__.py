"""From a source in any usual form to a titelbeschrijving in the house layout, for `rapport source add`."""
