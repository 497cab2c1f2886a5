"""Rules of contact points, policies, mute timings and templates: the rows of the ids NP…, by number."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from ..rules.always_muted import AlwaysMuted
from ..rules.bad_mute_time import BadMuteTime
from ..rules.contact_point_template_syntax import ContactPointTemplateSyntax
from ..rules.contradictory_matchers import ContradictoryMatchers
from ..rules.duplicate_contact_name import DuplicateContactName
from ..rules.empty_mute_timing import EmptyMuteTiming
from ..rules.local_address import LocalAddress
from ..rules.notification_template_syntax import NotificationTemplateSyntax
from ..rules.plain_http import PlainHttp
from ..rules.repeat_below_group_interval import RepeatBelowGroupInterval
from ..rules.repeat_between_intervals import RepeatBetweenIntervals
from ..rules.second_policy import SecondPolicy
from ..rules.secret_in_clear import SecretInClear
from ..rules.secret_in_url import SecretInUrl
from ..rules.swallowed_by_default import SwallowedByDefault
from ..rules.tls_verification_off import TlsVerificationOff
from ..rules.unknown_group_label import UnknownGroupLabel
from ..rules.unknown_mute_timing import UnknownMuteTiming
from ..rules.unknown_notification_template import UnknownNotificationTemplate
from ..rules.unknown_receiver import UnknownReceiver
from ..rules.unreachable_route import UnreachableRoute
from ..rules.unused_contact_point import UnusedContactPoint
from ..rules.unused_mute_timing import UnusedMuteTiming
from ..rules.unused_notification_template import UnusedNotificationTemplate
from ..rules.wait_beyond_group_interval import WaitBeyondGroupInterval

NP: tuple[Rule[Any], ...] = (
    UnknownReceiver(),
    UnreachableRoute(),
    ContradictoryMatchers(),
    SwallowedByDefault(),
    SecretInClear(),
    UnusedContactPoint(),
    DuplicateContactName(),
    RepeatBelowGroupInterval(),
    NotificationTemplateSyntax(),
    EmptyMuteTiming(),
    PlainHttp(),
    SecondPolicy(),
    UnknownMuteTiming(),
    WaitBeyondGroupInterval(),
    SecretInUrl(),
    RepeatBetweenIntervals(),
    UnknownGroupLabel(),
    UnknownNotificationTemplate(),
    ContactPointTemplateSyntax(),
    AlwaysMuted(),
    BadMuteTime(),
    TlsVerificationOff(),
    UnusedNotificationTemplate(),
    UnusedMuteTiming(),
    LocalAddress(),
)
