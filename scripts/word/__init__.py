"""The authors' loop through Word: review copies out, and what came back as changes of the chapters."""
