"""The data sources of Glimpse's Grafana, by the names that they have in the monitoring stack."""

from glimpse_gitops.authoring import Folder, Loki, Prometheus, Tempo

glimpse = Folder("glimpse", "Glimpse", description="The dashboards and alerts of the Glimpse server, kept as code.")

# Loki names Tempo by its uid, since Tempo points back to Loki.
loki = Loki(uid="loki", name="Loki", url="http://loki:3100", traces_to="tempo")

# A span's service is the label `job` of its logs, as it is of its metrics.
tempo = Tempo(uid="tempo", name="Tempo", url="http://tempo:3200", logs=loki, log_tags={"service.name": "job"})

prometheus = Prometheus(
    uid="prometheus", name="Prometheus", url="http://prometheus:9090", is_default=True, exemplars_to=tempo
)
