"""Channels that trust every certificate."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..json_lists import mapping
from ..rule import Fault, Rule
from ..subjects import ContactPointSubject


class TlsVerificationOff(Rule[ContactPointSubject]):
    """A channel that trusts every certificate.

    ## What it does
    Reports `insecureSkipVerify` and `tlsSkipVerify` that are on.

    ## Why is this bad?
    Whoever is in between can read and change the notifications, and gets the password.

    ## Example
    ```yaml
    apiVersion: 1
    contactPoints:
      - orgId: 1
        name: oncall
        receivers:
          - uid: a
            type: webhook
            settings: {url: "https://alerts.example.com/hook", tlsConfig: {insecureSkipVerify: true}}
    ```

    ## Use instead
    ```yaml
    apiVersion: 1
    contactPoints:
      - orgId: 1
        name: oncall
        receivers:
          - uid: a
            type: webhook
            settings: {url: "https://alerts.example.com/hook", tlsConfig: {caCertificate: "$CA"}}
    ```
    """

    id = "NP522"
    name = "tls-verification-off"
    severity = Severity.WARNING
    subject = ContactPointSubject

    def check(self, subject: ContactPointSubject, context: Context) -> Iterator[Fault]:
        """One fault for each channel."""
        for index, integration in enumerate(subject.integrations):
            settings = mapping(integration.get("settings"))
            for holder in (settings, mapping(settings.get("tlsConfig")), mapping(settings.get("http_config"))):
                if any(
                    holder.get(key) is True for key in ("insecureSkipVerify", "tlsSkipVerify", "insecure_skip_verify")
                ):
                    passage = subject.part(f"/integrations/{index}/type")
                    yield Fault(
                        "the channel trusts every certificate",
                        "give it the certificate of the authority",
                        passage=passage,
                    )
