# The HTTP API. Neo4j is a service of its own: see docker-compose.yml.
FROM python:3.12-slim

RUN useradd --system --create-home --uid 10001 coopgraph
WORKDIR /opt/coopgraph

COPY pyproject.toml README.md LICENSE ./
COPY api api
COPY graph graph
COPY loaders loaders
COPY ontology ontology
COPY queries queries
COPY datasets datasets
# Editable, so that the data that lies beside the packages is found there.
RUN pip install --no-cache-dir --editable .

USER coopgraph
EXPOSE 8000
# 0.0.0.0 is the container's own network; docker-compose.yml publishes it on loopback only.
CMD ["sh", "-c", "coopgraph load && exec coopgraph serve --host 0.0.0.0 --port 8000"]
