"""Made data of any size: actors, what they do, and the text of both."""
