"""Integrations: the channels of a contact point. One file a kind."""

from .email import Email
from .integration import Integration
from .pagerduty import PagerDuty
from .slack import Slack
from .webhook import Webhook

Channel = Email | PagerDuty | Slack | Webhook | Integration

INTEGRATIONS: tuple[type[Channel], ...] = (Email, PagerDuty, Slack, Webhook, Integration)
"""Every kind of channel that authors can write; `Integration` is for the types that have no class of their own."""

__all__ = ["INTEGRATIONS", "Channel", "Email", "Integration", "PagerDuty", "Slack", "Webhook"]
