"""Integrations: the channels of a contact point. One file a kind."""

from .email import Email
from .pagerduty import PagerDuty
from .slack import Slack
from .webhook import Webhook

Integration = Email | PagerDuty | Slack | Webhook

INTEGRATIONS: tuple[type[Integration], ...] = (Email, PagerDuty, Slack, Webhook)
"""Every kind of channel that authors can write."""

__all__ = ["INTEGRATIONS", "Email", "Integration", "PagerDuty", "Slack", "Webhook"]
