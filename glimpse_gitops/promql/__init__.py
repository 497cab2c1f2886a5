"""PromQL seen through: parser with positions, types, label flow, value ranges and bounds on the number of series."""
