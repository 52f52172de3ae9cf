/** Days and instants of what is read here are those of the clocks of Italy. */
export const today = "(clock_timestamp() AT TIME ZONE 'Europe/Rome')::date"
const romeDay = (column: string) => `to_char(${column} AT TIME ZONE 'Europe/Rome', 'YYYY-MM-DD')`
const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`

/** SQL: the thing that row `x` of a table with an object is about, by the names everybody may read. */
const objectOf = (x: string) => `json_build_object('kind', ${x}.object_kind,
  'code', coalesce(
    (SELECT s.code FROM space s WHERE s.id = ${x}.space_id),
    (SELECT c.code FROM call c WHERE c.id = ${x}.call_id),
    (SELECT p.code FROM plan p WHERE p.id = ${x}.plan_id)),
  'name', coalesce(
    (SELECT p.name FROM published_space p WHERE p.id = ${x}.space_id),
    (SELECT c.title FROM call c WHERE c.id = ${x}.call_id),
    (SELECT p.title FROM plan p WHERE p.id = ${x}.plan_id)))`

/** SQL: everybody may know in which Municipio a public space `p` lies. */
export const placeIsPublic = "p.public_position <> 'hidden'"

/** SQL: everybody may know of the thing that row `x` is about, and that it is of a Municipio. */
export const objectIsPublic = (x: string) => `
  (${x}.space_id IS NULL OR EXISTS (SELECT FROM published_space p WHERE p.id = ${x}.space_id AND ${placeIsPublic}))
  AND (${x}.call_id IS NULL OR EXISTS (SELECT FROM call c WHERE c.id = ${x}.call_id AND c.status <> 'draft'))
  AND (${x}.plan_id IS NULL OR EXISTS (SELECT FROM plan p WHERE p.id = ${x}.plan_id
    AND p.public_from <= clock_timestamp()))`

/** SQL: everybody may know that `r` was asked. */
export const requestIsPublic = `(r.audience = 'public' AND ${objectIsPublic('r')})`

/** SQL: everybody may read an opinion: its day has come, and what it answers is no secret. */
const isPublic = (o: string) => `(${o}.public_from <= ${today} AND ${objectIsPublic(o)}
  AND (${o}.asked_id IS NULL OR EXISTS (SELECT FROM opinion_asked oa JOIN opinion_request r ON r.id = oa.request_id
    WHERE oa.id = ${o}.asked_id AND r.audience = 'public')))`
export const opinionIsPublic = isPublic('o')

/** SQL: the opinion that took the place of `o`, for who may read those that `visible` names as `n`. */
const replacing = (visible: string) =>
  `(SELECT n.id FROM opinion n WHERE n.replaces_id = o.id AND ${visible})`
export const replacedBy = { public: replacing(isPublic('n')), city: replacing('true') }

/** SQL: no later opinion, of those that `visible` names as `n`, has taken the place of `o`. */
const standsFor = (visible: string) =>
  `NOT EXISTS (SELECT FROM opinion n WHERE n.replaces_id = o.id AND ${visible})`
export const opinionStands = { public: standsFor(isPublic('n')), city: standsFor('true') }

/** SQL: the sitting recorded in row `x`; null where there was none. */
const sittingOf = (x: string) => `CASE WHEN ${x}.held_on IS NOT NULL THEN json_build_object(
  'heldOn', ${day(`${x}.held_on`)}, 'inFavour', ${x}.in_favour, 'against', ${x}.against,
  'abstained', ${x}.abstained, 'notVoting', ${x}.not_voting, 'members', ${x}.members, 'quorum', ${x}.quorum,
  'actNumber', ${x}.act_number) END`

/** SQL: the files of a row; those infected are kept from everybody. */
export const filesOf = (condition: string) => `coalesce((
  SELECT json_agg(json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'sizeBytes', f.size_bytes)
    ORDER BY f.added_at, f.id)
  FROM opinion_file f WHERE ${condition}), '[]')`

/** Columns of an opinion `o` in a list. */
export const opinionColumns = {
  id: 'o.id',
  outcome: 'o.outcome',
  sitting: sittingOf('o'),
  isLate: 'o.is_late',
  publicFrom: day('o.public_from'),
  givenOn: romeDay('o.given_at'),
  district: 'o.district_code',
  title: 'o.title',
  object: objectOf('o'),
  wasAsked: 'o.asked_id IS NOT NULL',
}

type Eyes = keyof typeof opinionStands
const readable = { public: opinionIsPublic, city: 'true' }

/** SQL: the opinion about what was asked as `a` that stands for a reader; null where there is none. */
const standing = (reader: Eyes) => `(SELECT json_build_object('id', o.id, 'outcome', o.outcome,
    'sitting', ${sittingOf('o')}, 'isLate', o.is_late, 'publicFrom', ${day('o.public_from')},
    'givenOn', ${romeDay('o.given_at')})
  FROM opinion o WHERE o.asked_id = a.id AND ${opinionStands[reader]} AND ${readable[reader]})`

/** SQL: how what was asked as `a` in `r` stands. */
export const stateOf = `CASE WHEN r.withdrawn_at IS NOT NULL THEN 'withdrawn'
  WHEN EXISTS (SELECT FROM opinion o WHERE o.asked_id = a.id) THEN 'given'
  WHEN a.silent_at IS NOT NULL THEN 'silent' ELSE 'waiting' END`

/** Columns of what was asked as `a` in `r`, for everybody or for who works for the city or a Municipio. */
export const askedColumns = (reader: Eyes) => ({
  id: 'a.id',
  requestId: 'r.id',
  district: 'a.district_code',
  title: 'r.title',
  question: 'r.question',
  object: objectOf('r'),
  audience: 'r.audience',
  askedRole: 'r.asked_role',
  askedOn: romeDay('r.asked_at'),
  dueOn: day('r.due_on'),
  daysLeft: `r.due_on - ${today}`,
  silence: 'r.silence',
  legalBasis: 'r.legal_basis',
  state: stateOf,
  silentOn: romeDay('a.silent_at'),
  withdrawal: 'r.withdrawal',
  hearingOn: day('a.hearing_on'),
  hearingPlace: 'a.hearing_place',
  files: filesOf('f.request_id = r.id'),
  opinion: standing(reader),
})

/** SQL: what calls made of purpose `w`: the last word for each call and lot. */
const decisionsOf = (calls: string) => `coalesce((
  SELECT json_agg(json_build_object('call', d.call, 'callTitle', d.title, 'lot', d.lot_number, 'taken', d.taken,
    'points', d.points, 'reason', d.reason, 'decidedOn', d.decided_on) ORDER BY d.call, d.lot_number)
  FROM (SELECT DISTINCT ON (k.call_id, k.lot_number) c.code AS call, c.title, k.lot_number, k.taken,
      k.points::float8 AS points, k.reason, ${romeDay('k.decided_at')} AS decided_on
    FROM purpose_decision k JOIN call c ON c.id = k.call_id
    WHERE k.purpose_id = w.id AND ${calls} ORDER BY k.call_id, k.lot_number, k.id DESC) d), '[]')`

/** SQL: purpose `w` stood when award `a` was made. */
export const stoodAt =
  'w.proposed_at <= a.awarded_at AND (w.withdrawn_at IS NULL OR w.withdrawn_at > a.awarded_at)'

/** SQL: of award `a`, the use its request declares. */
export const declaredUse = "(SELECT q.content ->> 'use' FROM request q WHERE q.id = a.request_id)"

/** SQL: how the award of the space of purpose `w` that stands fits it; null where there is none after the proposal. */
const matchOfPurpose = `(SELECT CASE WHEN ${declaredUse} IS NULL THEN 'notDeclared'
    WHEN ${declaredUse} = ANY (w.uses) THEN 'matched' ELSE 'notMatched' END
  FROM award a WHERE a.space_id = w.space_id AND a.revoked_at IS NULL AND ${stoodAt}
  ORDER BY a.awarded_at DESC LIMIT 1)`

/**
 * Columns of purpose `w` of space `s`, which bears the name that everybody reads of it as `p`.
 * @param calls SQL: whose decisions the reader may read, by call `c`
 */
export const purposeColumns = (calls: string) => ({
  id: 'w.id',
  district: 'w.district_code',
  space: `json_build_object('code', s.code, 'name', coalesce(p.name, s.code))`,
  uses: 'w.uses',
  reasons: 'w.reasons',
  priority: 'w.priority',
  sitting: sittingOf('w'),
  proposedOn: romeDay('w.proposed_at'),
  withdrawnOn: romeDay('w.withdrawn_at'),
  withdrawal: 'w.withdrawal',
  decisions: decisionsOf(calls),
  match: matchOfPurpose,
})
