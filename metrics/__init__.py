"""What Glimpse measures."""
