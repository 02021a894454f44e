"""What each problem means: a page for each code, made by trying the mistake in an example file."""
