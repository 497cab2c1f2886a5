"""The data sources of Glimpse's Grafana, by the names that they have in the monitoring stack."""

from glimpse_gitops.authoring import Folder, Loki, Prometheus, Tempo
from stack.stack import monitoring

glimpse = Folder("glimpse", "Glimpse", description="The dashboards and alerts of the Glimpse server, kept as code.")

# Loki names Tempo by its uid, since Tempo points back to Loki.
loki = Loki(uid=monitoring.loki.uid, name="Loki", url=monitoring.loki.url, traces_to=monitoring.tempo.uid)

# A span's service is the label `job` of its logs, as it is of its metrics.
tempo = Tempo(
    uid=monitoring.tempo.uid,
    name="Tempo",
    url=monitoring.tempo.url,
    logs=loki,
    log_tags={"service.name": "job"},
)

prometheus = Prometheus(
    uid=monitoring.prometheus.uid,
    name="Prometheus",
    url=monitoring.prometheus.url,
    scrape_interval=monitoring.scrape_interval,
    is_default=True,
    exemplars_to=tempo,
)
