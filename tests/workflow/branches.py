"""One run that goes several ways from some moment on: each way in a child process of its own, then as ever."""

from __future__ import annotations

import os
import pickle
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Branches:
    """Where a run branches off, and what came of the ways it took."""

    ended: list[Any] = field(default_factory=list)
    """What each child reported, in their order."""
    _pipe: int = -1
    """Where a child writes; -1 in the parent."""

    def branch(self) -> bool:
        """True in a child, which goes another way from here; False in the parent, once the child has ended."""
        mine, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(mine)
            self._pipe = theirs
            return True
        os.close(theirs)
        with os.fdopen(mine, "rb") as pipe:
            told = pipe.read()
        os.waitpid(child, 0)
        self.ended.append(pickle.loads(told))
        return False

    def run(self, way: Callable[[], Any]) -> Any:
        """What `way` gives in the parent. A child reports it and is gone; that it crashed is told as a text."""
        try:
            result = way()
        except BaseException:
            if self._pipe < 0:
                raise
            result = traceback.format_exc()
        if self._pipe < 0:
            return result
        # Nothing of the parent's is to be tidied up, flushed or reported twice.
        with os.fdopen(self._pipe, "wb") as pipe:
            pickle.dump(result, pipe)
        os._exit(0)
