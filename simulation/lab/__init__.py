"""The laboratory in the browser: a protocol, an engine behind it, a server, and a static page."""
