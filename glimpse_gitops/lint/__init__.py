"""The linter: rules over everything that a project defines. Pure; `runner.lint` is the way in."""
