"""`rapport check --links`: do the web addresses of the sources still answer? Asked on request, never in a build."""
