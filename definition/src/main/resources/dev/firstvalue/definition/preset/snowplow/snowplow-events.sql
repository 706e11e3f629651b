-- Names for what Snowplow keeps in one column a schema. `com_acme` stands for your vendor; an object column is JSON, or a
-- Tuple where ClickHouse reads Iceberg, and both are read in this way. A new major version of a schema has a column of its
-- own: coalesce() the two. event_name is the schema's name, and two vendors may have the same: add `WHERE event_vendor …`.
CREATE OR REPLACE VIEW atomic.events_view AS
SELECT
    event_id,
    event_name                                             AS event,
    coalesce(derived_tstamp, collector_tstamp)             AS ts,
    collector_tstamp,
    user_id,
    domain_userid,
    contexts_com_acme_workspace_1.workspace_id[1]::Nullable(String) AS workspace_id,
    mkt_source,
    page_urlpath,
    coalesce(
        unstruct_event_com_acme_report_created_1.report_id::Nullable(String),
        unstruct_event_com_acme_report_shared_1.report_id::Nullable(String)) AS report_id,
    unstruct_event_com_acme_report_shared_1.recipients::Nullable(Int64) AS recipients
FROM atomic.events
