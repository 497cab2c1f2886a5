"""Grafana's units: those of 11.6 and 12.4, as `packages/grafana-data/src/valueFormats/categories.ts` lists them."""

from __future__ import annotations

_LISTED = """
    none string short sishort percent percentunit humidity dB candela hex0x hex sci locale pixel accMS2 accFS2 accG
    degree radian grad arcmin arcsec areaM2 areaF2 areaMI2 acres hectares flops mflops gflops tflops pflops eflops
    zflops yflops ppm conppb conngm3 conngNm3 conμgm3 conμgNm3 conmgm3 conmgNm3 congm3 congNm3 conmgdL conmmolL
    currencyUSD currencyGBP currencyEUR currencyJPY currencyRUB currencyUAH currencyBRL currencyDKK currencyISK
    currencyNOK currencySEK currencyCZK currencyCHF currencyPLN currencyBTC currencymBTC currencyμBTC currencyZAR
    currencyINR currencyKRW currencyIDR currencyPHP currencyVND currencyTRY currencyMYR currencyXPF currencyBGN
    currencyPYG currencyUYU currencyILS bytes decbytes bits decbits kbytes deckbytes mbytes decmbytes gbytes
    decgbytes tbytes dectbytes pbytes decpbytes pps binBps Bps binbps bps KiBs Kibits KBs Kbits MiBs Mibits MBs
    Mbits GiBs Gibits GBs Gbits TiBs Tibits TBs Tbits PiBs Pibits PBs Pbits dateTimeAsIso dateTimeAsIsoNoDateIfToday
    dateTimeAsUS dateTimeAsUSNoDateIfToday dateTimeAsLocal dateTimeAsLocalNoDateIfToday dateTimeAsSystem
    dateTimeFromNow watt kwatt megwatt gwatt mwatt Wm2 voltamp kvoltamp voltampreact kvoltampreact watth watthperkg
    kwatth kwattm mwatth amph kamph mamph joule ev amp kamp mamp volt kvolt mvolt dBm mohm ohm kohm Mohm farad
    µfarad nfarad pfarad ffarad henry mhenry µhenry lumens flowgpm flowcms flowcfs flowcfm litreh flowlpm flowmlpm
    lux forceNm forcekNm forceN forcekN Hs KHs MHs GHs THs PHs EHs massmg massg masslb masskg masst lengthmm
    lengthin lengthft lengthm lengthkm lengthmi pressurembar pressurebar pressurekbar pressurepa pressurehpa
    pressurekpa pressurehg pressurepsi radbq radci radgy radrad radsv radmsv radusv radrem radexpckg radr radsvh
    radmsvh radusvh rotrpm rothz rotkhz rotmhz rotghz rotrads rotdegs celsius fahrenheit kelvin hertz ns µs ms s m h
    d dtdurationms dtdurations dthms dtdhms timeticks clockms clocks cps ops reqps rps wps iops eps mps recps rowsps
    cpm opm reqpm rpm wpm epm mpm recpm rowspm velocityms velocitykmh velocitymph velocityknot mlitre litre m3 Nm3
    dm3 gallons bool bool_yes_no bool_on_off
"""

UNITS = frozenset(_LISTED.split())

PREFIXES = ("prefix:", "suffix:", "si:", "time:", "count:", "currency:", "bool:")
"""Forms with a text of the author's behind the colon, e.g. `suffix: matches`."""

OTHER_NAMES = {
    **dict.fromkeys(("second", "seconds", "sec", "secs"), "s"),
    **dict.fromkeys(("millisecond", "milliseconds", "msec", "millis"), "ms"),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), "m"),
    **dict.fromkeys(("hour", "hours", "hrs"), "h"),
    **dict.fromkeys(("day", "days"), "d"),
    **dict.fromkeys(("percentage", "pct"), "percent"),
    **dict.fromkeys(("ratio", "percentunits", "percent-unit"), "percentunit"),
    **dict.fromkeys(("b", "byte"), "bytes"),
    **dict.fromkeys(("b/s", "bytes/s", "bytes/sec", "byteps"), "Bps"),
    **dict.fromkeys(("req/s", "req/sec", "requests/s", "requests/sec", "rq/s"), "reqps"),
    **dict.fromkeys(("ops/s", "ops/sec", "op/s"), "ops"),
    "watts": "watt",
    "amps": "amp",
}
"""What people call units, in lower case → Grafana's id. Who divides by 1024 in the query means KB, MB and GB."""


def is_unit(unit: str) -> bool:
    """Whether Grafana knows the unit or its form."""
    return unit in UNITS or any(unit.startswith(prefix) and len(unit) > len(prefix) for prefix in PREFIXES)
