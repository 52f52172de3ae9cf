import { leftOutStatuses, publicBodies, shutOutStatuses } from './words.ts'

const listed = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ')

/** SQL: the submission `s` counts: it was received, and neither withdrawn nor shut out nor put into another. */
export const isExaminable = `s.status NOT IN (${listed(['draft', ...leftOutStatuses])})`

/** SQL: the submission `s` was declared inadmissible or put into another. */
export const isShutOut = `s.status IN (${listed(shutOutStatuses)})`

/** SQL: the submission `s` was received and is not examined: shut out, or withdrawn by who wrote it. */
export const isLeftOut = `s.status IN (${listed(leftOutStatuses)})`

/** SQL: the submission `s` is answered: it counts, and the act `l` about what came late does not leave it out. */
export const isAnswered = `(${isExaminable} AND (l.examined IS DISTINCT FROM false OR NOT s.is_late))`

/**
 * SQL: who wrote the submission `s` is named in public, as the view `published_point` has it: a body that writes for
 * itself, since the name of whom one writes for may be a person's.
 */
export const isNamed = `(s.submitter_kind IN (${listed(publicBodies)})
  AND coalesce(s.submitter ->> 'onBehalfOf', '') = '')`

/** SQL: where letters about the submission `s` of the account `a` go; null where nowhere. */
export const addressOf =
  "coalesce(a.email, nullif(s.submitter ->> 'email', ''), nullif(s.submitter ->> 'pec', ''))"

/** SQL: registry, number and year of the protocol of the submission `s`; null where it has none yet. */
export const protocolNumber = "s.registry || ' ' || s.protocol_number || '/' || s.protocol_year"
