-- The export's daily tables in one table `ga4.events`, its columns as exported; of them this view reads
--   event_name       String
--   event_timestamp  Int64, microseconds
--   user_id          Nullable(String)
--   user_pseudo_id   Nullable(String)
--   event_params     Array(Tuple(key String, value Tuple(string_value Nullable(String), int_value Nullable(Int64),
--                                                        float_value Nullable(Float64), double_value Nullable(Float64))))
CREATE OR REPLACE VIEW ga4.events_view AS
SELECT
    event_name                                       AS event,
    fromUnixTimestamp64Micro(event_timestamp, 'UTC') AS ts,
    user_id,
    user_pseudo_id,
    mapFromArrays(
        arrayMap(p -> p.key, event_params),
        arrayMap(
            p -> coalesce(
                p.value.string_value,
                toString(p.value.int_value),
                toString(p.value.double_value),
                toString(p.value.float_value),
                ''),
            event_params))                           AS properties
FROM ga4.events
