"""The sandbox against recordings of real servers, and against hostile clients."""
