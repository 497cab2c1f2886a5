"""`python -m glimpse_gitops`"""

from .cli.main import main

main()
