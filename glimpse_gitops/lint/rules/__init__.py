"""The rules, one file each. Their rows stand in `lint/families/`; `lint/rule_table.py` has all of them."""
