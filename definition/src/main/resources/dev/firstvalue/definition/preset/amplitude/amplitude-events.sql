-- The export in two tables. Columns that are not named here are left in the files.
CREATE TABLE IF NOT EXISTS amplitude.events (
    uuid               UUID,
    event_type         LowCardinality(String),
    event_time         DateTime64(6, 'UTC'),
    server_upload_time DateTime64(6, 'UTC'),
    amplitude_id       Int64,
    user_id            Nullable(String),
    device_id          Nullable(String),
    event_properties   JSON,
    user_properties    JSON,
    groups             JSON
)
ENGINE = ReplacingMergeTree
ORDER BY (toDate(event_time), event_type, amplitude_id, uuid);

CREATE TABLE IF NOT EXISTS amplitude.merged_users (
    amplitude_id        Int64,
    merged_amplitude_id Int64,
    merge_time          DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree
ORDER BY (amplitude_id, merge_time, merged_amplitude_id);

-- Without the first two settings a text that looks like a date becomes one, and is not the text any more.
INSERT INTO amplitude.events
SELECT *
FROM s3('https://bucket.s3.amazonaws.com/187520/187520_*.json.gz', 'JSONEachRow',
    'uuid UUID, event_type String, event_time DateTime64(6, ''UTC''), server_upload_time DateTime64(6, ''UTC''),
     amplitude_id Int64, user_id Nullable(String), device_id Nullable(String),
     event_properties JSON, user_properties JSON, groups JSON')
SETTINGS
    input_format_try_infer_dates = 0,
    input_format_try_infer_datetimes = 0,
    input_format_skip_unknown_fields = 1,
    date_time_input_format = 'best_effort';

INSERT INTO amplitude.merged_users
SELECT amplitude_id, merged_amplitude_id, fromUnixTimestamp64Milli(merge_time, 'UTC')
FROM s3('https://bucket.s3.amazonaws.com/-189524_*.json.gz', 'JSONEachRow',
    'amplitude_id Int64, merged_amplitude_id Int64, merge_time Int64')
SETTINGS input_format_skip_unknown_fields = 1;
