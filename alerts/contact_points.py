"""Where notifications go. Addresses stand in pyproject.toml, secrets in the environment of whoever runs `apply`."""

from glimpse_gitops.authoring import ContactPoint, Email, PagerDuty, Slack, Webhook, env, setting

slack = ContactPoint("glimpse-slack", Slack(url=env("SLACK_WEBHOOK_URL"), recipient=setting("slack_channel")))

email = ContactPoint("glimpse-email", Email(addresses=setting("alert_addresses"), single_email=True))

pagerduty = ContactPoint(
    "glimpse-pagerduty",
    PagerDuty(
        integration_key=env("PAGERDUTY_INTEGRATION_KEY"),
        component="glimpse-server",
        client="Grafana",
    ),
)

webhook = ContactPoint(
    "glimpse-webhook",
    Webhook(
        url=env("ALERT_WEBHOOK_URL"),
        authorization_credentials=env("ALERT_WEBHOOK_TOKEN"),
    ),
)
