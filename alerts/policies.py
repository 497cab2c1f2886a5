"""Who hears of which alert, and when."""

from alerts.contact_points import email, pagerduty, slack, webhook
from glimpse_gitops.authoring import MuteTiming, NotificationPolicy, Route
from metrics.glimpse import severity

nights = MuteTiming("glimpse-nights", ("22:00", "07:00"), "Asia/Seoul")

policy = NotificationPolicy(
    email,
    group_by=["grafana_folder", "alertname", "job"],
    group_wait="30s",
    group_interval="5m",
    repeat_interval="4h",
    routes=[
        # First and with `continue`: the business team hears of its alerts whatever their severity, beside the others.
        Route(webhook, ['area="business"'], continue_=True),
        Route(pagerduty, [severity("critical")], group_wait="10s", repeat_interval="1h", continue_=True),
        Route(slack, [severity("critical")], group_wait="10s", repeat_interval="1h"),
        Route(slack, [severity("warning")], repeat_interval="12h", mute=[nights]),
    ],
)
