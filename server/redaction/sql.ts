import { hasItsWords } from '../points/sql.ts'

/** SQL: where the public text of a point `p` stands, by its current copy `t`. */
export const textState = `CASE
  WHEN t.id IS NULL THEN CASE WHEN EXISTS (SELECT FROM public_text x WHERE x.point_id = p.id AND x.signed_at IS NOT NULL)
    THEN 'withdrawn' ELSE 'missing' END
  WHEN NOT ${hasItsWords} THEN 'outdated'
  WHEN t.signed_at IS NULL THEN 'made' ELSE 'signed' END`

/** SQL: where the public copy of the reason of a decision `d` stands, by its current copy `r`. */
export const replyState = `CASE
  WHEN r.id IS NULL THEN CASE WHEN EXISTS (SELECT FROM public_reply x WHERE x.decision_id = d.id AND x.signed_at IS NOT NULL)
    THEN 'withdrawn' ELSE 'missing' END
  WHEN r.signed_at IS NULL THEN 'made' ELSE 'signed' END`

/** SQL: the decision `d` of the Council that stands on a point `p`, or on its group, and has a reason to be told. */
export const isReplied = `d.stage = 'council' AND d.replaced_at IS NULL AND d.reason IS NOT NULL
  AND (d.point_id = p.id OR d.group_id = p.group_id)`
