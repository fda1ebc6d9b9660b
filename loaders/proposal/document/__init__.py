"""Reports as they are found: plain text, web pages and PDF, with their parts."""
