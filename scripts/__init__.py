"""The publication pipeline: Markdown chapters and one bibliography in, four equal editions out."""
