"""How answers and listings look: OpenAPI schemas, CSV, text without control characters."""
