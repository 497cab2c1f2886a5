"""PromQL seen through, offline: is an expression valid, what is wrong where, and what can its result be?

Start with ``parser.parse(text)``. Its ``Parsed`` has the tree or the faults; ``analysis.analyse(parsed, world)`` adds
what is known of every operand. ``world.world_of(catalogue)`` is the world of a catalogue, ``World()`` one in which
nothing is known; ``locked.world_with_lock`` adds what a server had, ``recorded.with_recorded`` the metrics of recording
rules.

Text → tree: ``lexer`` → ``parser`` (``cursor``, ``expressions``, ``calls``, ``selection``, ``grouping``,
``durations``, ``literals``, ``strings``) → ``types`` and ``regex`` (``regex_syntax``, ``regex_classes``,
``regex_match``). The nodes are in ``tree``, the faults in ``fault``, the words in ``words`` and ``functions``, the
sizes refused in ``limits``.
Tree → text: ``printer`` (one line), ``layout`` (a width, comments), ``canonical`` (hash), ``substitution`` (no
variables).
Second opinion: ``verdict``, the only module that imports promql_parser. Newer syntax: ``features``.
Analyses: ``labels`` (``flow``, ``label_matching``, ``label_functions``, ``matching``; ``missing`` tells why),
``values`` (``interval``, ``value_functions``, ``share``), ``cardinality`` (``count``, ``cover`` and one file per kind
of operand), ``cost``, ``pairing``, ``narrowing``, ``fixed_labels``.
"""
