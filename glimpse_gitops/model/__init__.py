"""The words of the project as frozen data: what authors write, and what the tool passes on. Standard library only."""
