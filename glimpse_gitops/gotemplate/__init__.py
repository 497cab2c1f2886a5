"""Go templates seen through: is one valid, and what do its variables, fields and functions mean in an alert?

`parser.parse(text)` makes the tree or the fault; `meaning.read(tree, dialect)` tells what the alert's template refers
to (labels, queries) and which of it fails when Prometheus or Grafana fills it in. Text → tree: `lexer` → `cursor` →
`operands` → `parser`; the nodes are in `tree`. What names mean is in `kinds`, `functions` and `calls`.
"""
