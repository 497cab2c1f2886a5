"""What Glimpse's monitoring stands on."""
