"""The only room that knows a database or a file format."""
