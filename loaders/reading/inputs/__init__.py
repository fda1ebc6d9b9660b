"""What is read: files and streams, their formats, names and contents."""
