"""From compiled or defined objects to the text of files."""
