"""The same pipeline as Promtail's for Grafana Alloy, in Alloy's own language."""

from __future__ import annotations

import re

from .plan import CERTIFICATES, StackPlan
from .promtail import FIELDS, LOGS, masked_groups


def alloy(plan: StackPlan, *, secured: bool = False, tenancy: bool = False) -> str:
    """Log files to Loki, masked, as `alloy fmt` writes it. The arguments mean what they mean for Promtail."""
    text = "\n".join((_files(plan), _process(plan), _write(plan, secured, tenancy)))
    return re.sub(r"(?m)^(?:  )+", lambda indent: "\t" * (len(indent[0]) // 2), text)


def _files(plan: StackPlan) -> str:
    return f"""\
local.file_match "files" {{
  path_targets = [{{
    "__path__" = "{LOGS}/**/*.log",
    "job"      = "{plan.stack.log_job}",
  }}]
}}

loki.source.file "files" {{
  targets    = local.file_match.files.targets
  forward_to = [loki.process.lines.receiver]
}}
"""


def _process(plan: StackPlan) -> str:
    # Between backticks nothing is escaped; a pattern cannot hold one.
    masked = "".join(
        f'  stage.replace {{\n    expression = `{pattern}`\n    replace    = "****"\n  }}\n\n'
        for pattern in masked_groups(plan.stack.masking)
    )
    fields = ", ".join(f'{name} = "{path}"' for name, path in FIELDS.items())
    return f"""\
loki.process "lines" {{
  forward_to = [loki.write.loki.receiver]

{masked}\
  stage.json {{
    expressions = {{{fields}}}
  }}

  stage.timestamp {{
    source            = "time"
    format            = "RFC3339Nano"
    action_on_failure = "fudge"
  }}

  stage.labels {{
    values = {{level = ""}}
  }}

  // A trace's id on a label would be one stream a request.
  stage.structured_metadata {{
    values = {{trace_id = "", span_id = ""}}
  }}
}}
"""


def _write(plan: StackPlan, secured: bool, tenancy: bool) -> str:
    stack = plan.stack
    url = stack.loki.secure_url if secured else stack.loki.url
    push = f'"{url}/loki/api/v1/push"'
    lines = [f"    url = {push}"]
    if tenancy:
        lines = [f"    url       = {push}", f'    tenant_id = "{stack.own_tenant.name}"']
    if secured:
        lines += [
            "",
            "    tls_config {",
            f'      ca_file   = "{CERTIFICATES}/ca.crt"',
            f'      cert_file = "{CERTIFICATES}/server.crt"',
            f'      key_file  = "{CERTIFICATES}/server.key"',
            "    }",
        ]
    inside = "\n".join(lines)
    return f'loki.write "loki" {{\n  endpoint {{\n{inside}\n  }}\n}}\n'
