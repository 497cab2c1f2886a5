"""The business: sign-ups, matches, likes, payments and revenue in won."""

from dashboards.variables import PROCESSES, metrics
from glimpse_gitops.authoring import Legend, Stat, TimeSeries

_TABLE = Legend(mode="table", calcs=["lastNotNull", "mean", "max"])


def _total(title: str, description: str, expr: str, *, unit: str = "short", width: int = 5) -> Stat:
    """What came together over the time range that is shown."""
    return Stat(
        title=title,
        description=description,
        unit=unit,
        decimals=0,
        no_value="0",
        fixed_color="blue",
        graph="none",
        height=4,
        width=width,
        targets=[metrics.query(expr, instant=True)],
    )


sign_ups = _total(
    "Sign-ups",
    "People who signed up in the time range.",
    f"sum(increase(user_registrations_total{PROCESSES}[$__range]))",
)
matches = _total(
    "Matches", "Matches that were made in the time range.", f"sum(increase(matches_total{PROCESSES}[$__range]))"
)
likes = _total("Likes", "Likes that were given in the time range.", f"sum(increase(likes_total{PROCESSES}[$__range]))")
payments = _total(
    "Payments", "Payments that were made in the time range.", f"sum(increase(payments_total{PROCESSES}[$__range]))"
)
revenue = _total(
    "Revenue",
    "What the payments of the time range came to.",
    f"sum(increase(payment_amount_krw_sum{PROCESSES}[$__range]))",
    unit="currencyKRW",
    width=4,
)

business_rate = TimeSeries(
    title="Sign-ups, matches, likes and payments",
    description="Events a minute. A sudden drop of one of them is an outage that no status code shows.",
    unit="cpm",
    min=0,
    no_value="0",
    legend=_TABLE,
    targets=[
        metrics.query(f"sum(rate(user_registrations_total{PROCESSES}[$__rate_interval])) * 60", "sign-ups"),
        metrics.query(f"sum(rate(matches_total{PROCESSES}[$__rate_interval])) * 60", "matches"),
        metrics.query(f"sum(rate(likes_total{PROCESSES}[$__rate_interval])) * 60", "likes"),
        metrics.query(f"sum(rate(payments_total{PROCESSES}[$__rate_interval])) * 60", "payments"),
    ],
)
revenue_rate = TimeSeries(
    title="Revenue per hour",
    description="Revenue at the pace of each moment, in won an hour.",
    unit="currencyKRW",
    decimals=0,
    min=0,
    no_value="0",
    legend=_TABLE,
    targets=[metrics.query(f"sum(rate(payment_amount_krw_sum{PROCESSES}[$__rate_interval])) * 3600", "revenue")],
)
average_payment = TimeSeries(
    title="Average payment",
    description="Revenue divided by payments.",
    unit="currencyKRW",
    decimals=0,
    min=0,
    no_value="no payments",
    legend=_TABLE,
    targets=[
        metrics.query(
            f"sum(rate(payment_amount_krw_sum{PROCESSES}[$__rate_interval])) "
            f"/ sum(rate(payment_amount_krw_count{PROCESSES}[$__rate_interval]))",
            "average",
        )
    ],
)
