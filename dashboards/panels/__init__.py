"""The panels of Glimpse's dashboards, by what they show."""
