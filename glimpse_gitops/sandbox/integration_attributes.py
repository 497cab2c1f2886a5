"""The settings of integrations as attributes in Terraform's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Attribute(NamedTuple):
    """Which setting it shows, what it is called, and whether it is a number."""

    setting: str
    name: str
    is_number: bool

    def shown(self, value: Any) -> Any:
        return int(value) if self.is_number and isinstance(value, str) and _is_number(value) else value


def _is_number(text: str) -> bool:
    return text.isascii() and text.removeprefix("-").isdigit() and len(text) < 19


_TABLE: Mapping[str, str] = {
    "prometheus-alertmanager": "url basicAuthUser=basic_auth_user basicAuthPassword=basic_auth_password",
    "dingding": "url msgType=message_type title message",
    "discord": "url title message avatar_url use_discord_username",
    "email": "addresses singleEmail=single_email message subject",
    "googlechat": "url title message hide_open_button hide_version_info",
    "jira": (
        "api_url project issue_type summary description labels priority reopen_transition "
        "resolve_transition wont_fix_resolution reopen_duration dedup_key_field fields user password "
        "api_token"
    ),
    "kafka": (
        "kafkaRestProxy=rest_proxy_url kafkaTopic=topic description details username password "
        "apiVersion=api_version kafkaClusterId=cluster_id"
    ),
    "line": "token title description",
    "mqtt": (
        "brokerUrl=broker_url clientId=client_id topic message messageFormat=message_format username "
        "password qos# retain"
    ),
    "oncall": (
        "url httpMethod=http_method maxAlerts=max_alerts# authorization_scheme authorization_credentials "
        "username=basic_auth_user password=basic_auth_password title message"
    ),
    "opsgenie": (
        "apiKey=api_key apiUrl=url message description autoClose=auto_close "
        "overridePriority=override_priority sendTagsAs=send_tags_as"
    ),
    "pagerduty": (
        "integrationKey=integration_key severity class component group summary source client client_url details url"
    ),
    "pushover": (
        "userKey=user_key apiToken=api_token priority# okPriority=ok_priority# retry# expire# device "
        "sound okSound=ok_sound title message uploadImage=upload_image"
    ),
    "sensugo": "url apikey=api_key entity check namespace handler message",
    "slack": (
        "endpointUrl=endpoint_url url token recipient text title username icon_emoji icon_url "
        "mentionChannel=mention_channel mentionUsers=mention_users mentionGroups=mention_groups color"
    ),
    "sns": "api_url topic_arn phone_number target_arn subject message attributes",
    "teams": "url message title sectiontitle=section_title",
    "telegram": (
        "bottoken=token chatid=chat_id message_thread_id message parse_mode disable_web_page_preview "
        "protect_content disable_notifications"
    ),
    "threema": "gateway_id recipient_id api_secret title description",
    "victorops": "url messageType=message_type title description",
    "webex": "bot_token=token api_url message room_id",
    "webhook": (
        "url httpMethod=http_method maxAlerts=max_alerts# authorization_scheme authorization_credentials "
        "username=basic_auth_user password=basic_auth_password headers title message"
    ),
    "wecom": "url secret agent_id corp_id message title msgtype=msg_type touser=to_user",
}
"""By type, in the order in which they are written: `setting=attribute`, or one word for both; `#` marks numbers."""


def _attribute(word: str) -> Attribute:
    setting, _, name = word.rstrip("#").partition("=")
    return Attribute(setting, name or setting, word.endswith("#"))


ATTRIBUTES: Mapping[str, tuple[Attribute, ...]] = {
    kind: tuple(_attribute(word) for word in words.split()) for kind, words in _TABLE.items()
}
ALWAYS_SHOWN: Mapping[str, str] = {"telegram": "message_thread_id"}
"""By type, the attribute that is written even when it is not set."""
BLOCK_NAMES: Mapping[str, str] = {"prometheus-alertmanager": "alertmanager"}
"""Types whose block is called otherwise."""
