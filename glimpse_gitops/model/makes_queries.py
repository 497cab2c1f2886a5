"""Asking queries: the same for a data source and for the variable that stands for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .query import Format, Query

if TYPE_CHECKING:
    from .datasource import Datasource


class MakesQueries:
    """What queries can be asked of: a data source, or the variable that stands for one."""

    def query(
        self,
        expr: str,
        legend: str = "",
        *,
        instant: bool = False,
        format: Format = "time_series",
        ref_id: str = "",
        interval: str = "",
        hide: bool = False,
        exemplar: bool = False,
        limit: int | None = None,
    ) -> Query:
        """A target of it: the arguments are the fields of `Query`."""
        return Query(
            self._asked(),
            expr,
            legend,
            instant=instant,
            format=format,
            ref_id=ref_id,
            interval=interval,
            hide=hide,
            exemplar=exemplar,
            limit=limit,
        )

    def _asked(self) -> Datasource:
        """The data source that its queries name."""
        raise NotImplementedError
