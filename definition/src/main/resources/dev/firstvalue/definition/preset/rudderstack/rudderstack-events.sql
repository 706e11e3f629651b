-- The calls and their properties: the table of each event whose properties you need, and `tracks` for all other events.
-- `rudder` stands for your database. A property that another event has is one more column, NULL in the other parts.
-- Name each event that has a part of its own in the last line, or it is there twice.
CREATE OR REPLACE VIEW rudder.events AS
SELECT id, event, timestamp, received_at, user_id, anonymous_id, context_campaign_source, plan, NULL AS amount
FROM rudder.signed_up
UNION ALL
SELECT id, event, timestamp, received_at, user_id, anonymous_id, context_campaign_source, NULL, amount
FROM rudder.invoice_sent
UNION ALL
SELECT id, event, timestamp, received_at, user_id, anonymous_id, context_campaign_source, NULL, NULL
FROM rudder.tracks
WHERE event NOT IN ('signed_up', 'invoice_sent')
