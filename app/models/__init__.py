"""What a plan IS: entities, value types and the plan file. Knows neither Qt nor any service."""
