"""Searching in the web edition: records made from the model, and the script that searches them in the browser."""
