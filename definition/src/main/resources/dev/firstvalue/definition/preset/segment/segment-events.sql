-- Properties beside the calls: one view over `tracks` and the tables of the events whose properties you need.
-- Then, in event-model.yaml: `table: segment.events`, and in `columns`: `project_id: project_id`, `plan: plan`,
-- with the properties declared in the catalog at their events.
CREATE OR REPLACE VIEW segment.events AS
SELECT
    tracks.*,
    signed_up.plan             AS plan,
    project_created.project_id AS project_id
FROM segment.tracks AS tracks
LEFT JOIN segment.signed_up       AS signed_up       ON signed_up.id = tracks.id
LEFT JOIN segment.project_created AS project_created ON project_created.id = tracks.id
SETTINGS join_use_nulls = 1
