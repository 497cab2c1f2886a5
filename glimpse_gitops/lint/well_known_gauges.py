"""Gauges of exporters and client libraries that everybody runs, by their names, for where nobody declares them."""

from __future__ import annotations

WELL_KNOWN_GAUGES = frozenset(
    {
        # Every client library.
        *("process_resident_memory_bytes", "process_virtual_memory_bytes", "process_virtual_memory_max_bytes"),
        *("process_open_fds", "process_max_fds"),
        # Go's.
        *("go_goroutines", "go_threads", "go_memstats_alloc_bytes", "go_memstats_heap_alloc_bytes"),
        *("go_memstats_heap_idle_bytes", "go_memstats_heap_inuse_bytes", "go_memstats_heap_objects"),
        *("go_memstats_heap_released_bytes", "go_memstats_heap_sys_bytes"),
        *("go_memstats_next_gc_bytes", "go_memstats_stack_inuse_bytes", "go_memstats_sys_bytes"),
        # Of the JVM, by Micrometer and by Prometheus' own.
        *("jvm_memory_used_bytes", "jvm_memory_max_bytes", "jvm_memory_committed_bytes", "jvm_threads_live_threads"),
        # node_exporter.
        *("node_load1", "node_load5", "node_load15"),
        *("node_memory_MemAvailable_bytes", "node_memory_MemFree_bytes", "node_memory_MemTotal_bytes"),
        *("node_memory_Buffers_bytes", "node_memory_Cached_bytes"),
        *("node_memory_SwapFree_bytes", "node_memory_SwapTotal_bytes"),
        *("node_filesystem_avail_bytes", "node_filesystem_free_bytes", "node_filesystem_size_bytes"),
        *("node_filesystem_files", "node_filesystem_files_free", "node_procs_running", "node_procs_blocked"),
        *("node_netstat_Tcp_CurrEstab", "node_sockstat_TCP_inuse", "node_nf_conntrack_entries"),
        # cAdvisor.
        *("container_memory_usage_bytes"),
        *("container_memory_working_set_bytes", "container_memory_rss", "container_memory_cache"),
        *("container_spec_memory_limit_bytes", "container_spec_cpu_quota", "container_spec_cpu_period"),
        *("container_fs_usage_bytes", "container_fs_limit_bytes"),
        # kube-state-metrics.
        *("kube_deployment_spec_replicas", "kube_deployment_status_replicas"),
        *("kube_deployment_status_replicas_available", "kube_deployment_status_replicas_unavailable"),
        *("kube_node_status_condition", "kube_pod_status_phase", "kube_pod_status_ready"),
        *("kube_pod_container_resource_limits", "kube_pod_container_resource_requests"),
        # The exporters of PostgreSQL, Redis and Kafka, and the blackbox exporter.
        *("pg_up", "pg_database_size_bytes", "pg_settings_max_connections", "pg_stat_activity_count"),
        *("pg_stat_activity_max_tx_duration", "pg_stat_database_numbackends"),
        *("redis_up", "redis_connected_clients", "redis_blocked_clients", "redis_connected_slaves"),
        *("redis_memory_used_bytes", "redis_memory_max_bytes", "redis_db_keys"),
        *("kafka_consumergroup_lag", "kafka_brokers"),
        *("probe_success", "probe_duration_seconds"),
    }
)
"""No times: these only rise, and `increase(process_start_time_seconds[5m]) > 0` finds restarts as it is meant to."""
