/** SQL: where a point `p` and its submission `s` come from, with the act `l` about what came late. */
export const points = `point p JOIN submission s ON s.id = p.submission_id LEFT JOIN late_act l ON l.id = s.late_act`

/** SQL: the Council has not decided on a point `p`, by itself or with its group. */
export const isOpen = `NOT EXISTS (SELECT FROM decision d WHERE d.stage = 'council' AND d.replaced_at IS NULL
  AND (d.point_id = p.id OR d.group_id = p.group_id))`

/** SQL: the ids of a theme and of all below it. */
export const themesBelow = `(WITH RECURSIVE below AS (
    SELECT th.id FROM plan_theme th WHERE th.id = :theme
    UNION SELECT th.id FROM plan_theme th JOIN below b ON th.parent_id = b.id)
  SELECT b.id FROM below b)`
