"""Live objects as Python source, in the words that authors use: what a build of it makes equals what is live."""
