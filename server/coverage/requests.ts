/**
 * SQL: whether a request `q` of a call `c`, or of none, is counted in public figures. How many came in to a call is not
 * told before it closes; withdrawn ones are none.
 */
export const isCounted = `q.status NOT IN ('draft', 'withdrawn')
  AND (c.id IS NULL OR c.status NOT IN ('draft', 'published', 'open'))`

/** SQL: whether it was given what it asked for; null while nobody has decided, as before the awards of its call. */
export const isSatisfied = `CASE
  WHEN c.id IS NULL OR c.status IN ('awarded', 'concluded', 'noBids', 'revoked') THEN CASE
    WHEN q.status IN ('awarded', 'accepted', 'agreement') THEN true
    WHEN c.id IS NOT NULL OR q.status IN ('excluded', 'declined', 'forfeited', 'noted', 'answered', 'closed') THEN false
  END END`
