-- Properties beside the calls: one view over `tracks` and the tables of the events whose properties you need.
-- Then, in event-model.yaml: `table: segment.events`, and in `columns`: `project_id: project_id`, `plan: plan`,
-- with the properties declared in the catalog at their events.
CREATE OR REPLACE VIEW segment.events AS
SELECT tracks.*, plan, project_id
FROM segment.tracks AS tracks
-- The keys have names of their own, so that the columns of `tracks` keep theirs.
LEFT JOIN (SELECT id AS signed_up_id, plan FROM segment.signed_up) AS signed_up
    ON signed_up_id = tracks.id
LEFT JOIN (SELECT id AS project_created_id, project_id FROM segment.project_created) AS project_created
    ON project_created_id = tracks.id
SETTINGS join_use_nulls = 1
