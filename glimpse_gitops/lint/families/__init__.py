"""The table of rules, one file a family. A rule that is in none of them does not run."""
