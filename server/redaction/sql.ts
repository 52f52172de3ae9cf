import { hasItsWords } from '../points/sql.ts'

/** SQL: where the public text of a point `p` stands, by its current copy `t`. */
export const textState = `CASE
  WHEN t.id IS NULL THEN CASE WHEN p.id IN (SELECT x.point_id FROM public_text x
    WHERE x.signed_at IS NOT NULL AND x.replaced_at IS NOT NULL) THEN 'withdrawn' ELSE 'missing' END
  WHEN NOT ${hasItsWords} THEN 'outdated'
  WHEN t.signed_at IS NULL THEN 'made' ELSE 'signed' END`

/** SQL: where the public copy of the reason of a decision `d` stands, by its current copy `r`. */
export const replyState = `CASE
  WHEN r.id IS NULL THEN CASE WHEN d.id IN (SELECT x.decision_id FROM public_reply x
    WHERE x.signed_at IS NOT NULL AND x.replaced_at IS NOT NULL) THEN 'withdrawn' ELSE 'missing' END
  WHEN r.signed_at IS NULL THEN 'made' ELSE 'signed' END`

/** SQL: `d` is a reason of the Council that stands. */
export const isStandingReason = "d.stage = 'council' AND d.replaced_at IS NULL AND d.reason IS NOT NULL"

/** SQL: the reason of the Council that stands on each point `point_id`, its own or that of its group. */
export const reasons = `(SELECT x.id AS point_id, d.id, d.reason
    FROM decision d JOIN point x ON x.id = d.point_id WHERE ${isStandingReason}
  UNION ALL SELECT x.id, d.id, d.reason FROM decision d JOIN point x ON x.group_id = d.group_id WHERE ${isStandingReason})`
