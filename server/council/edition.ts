import type { Knex } from 'knex'
import type { Person } from '../accounts/queries.ts'
import type { Db } from '../db/index.ts'
import { containing } from '../db/like.ts'
import { protocolNumber } from '../observations/sql.ts'
import { countedPoints, onThemesBelow, provisionOf, reference } from '../points/sql.ts'
import { openedAddress, recordOpening } from './openings.ts'
import { findPlan } from './queries.ts'
import type { Edition, EditionPoint, EditionQuery } from './schema.ts'
import { namesOfLeft } from './sql.ts'

/** SQL: whether the name, a number, the words or the synthesis hold what is searched for. */
const holds = `(p.search LIKE :small OR ${reference} ILIKE :like OR ${protocolNumber} ILIKE :like
  OR s.submitter->>'name' ILIKE :like OR s.submitter->>'onBehalfOf' ILIKE :like)`

type Rows = Knex.QueryBuilder
const predicates: {
  [Name in 'theme' | 'article' | 'group' | 'outcome' | 'q']: (
    rows: Rows,
    value: NonNullable<EditionQuery[Name]>,
  ) => void
} = {
  theme: (rows, theme) => rows.whereRaw(`p.id IN (${onThemesBelow('th.id = :theme')})`, { theme }),
  article: (rows, id) => rows.where({ 'p.article_id': id }),
  group: (rows, id) => rows.where({ 'p.group_id': id }),
  outcome: (rows, outcome) => rows.where({ 'p.outcome': outcome }),
  q: (rows, text) =>
    rows.whereRaw(holds, { small: containing(text.trim().toLowerCase()), like: containing(text.trim()) }),
}

function filtered(db: Db, planId: number, query: EditionQuery): Rows {
  const rows = countedPoints(db, planId)
  for (const [name, predicate] of Object.entries(predicates)) {
    const value = query[name as keyof typeof predicates]
    if (value !== undefined) (predicate as (rows: Rows, value: unknown) => void)(rows, value)
  }
  return rows
}

const byNumber = 's.received_at, s.id, p.position'
const orders = {
  number: byNumber,
  provision: `pd.position NULLS LAST, pd.id, a.position NULLS LAST, a.id, p.paragraph NULLS FIRST,
    p.letter NULLS FIRST, p.sheet_id, ${byNumber}`,
  name: `lower(s.submitter->>'name') NULLS LAST, ${byNumber}`,
} as const

/** SQL: a decision of a stage on a point or its group, as JSON with what is added to it. */
const decisionOf = (
  stage: 'giunta' | 'council',
  more = '',
) => `(SELECT json_build_object('outcome', d.outcome,
    'reason', d.reason, 'actNumber', d.act_number, 'decidedOn', to_char(d.decided_on, 'YYYY-MM-DD')${more})
  FROM decision d WHERE d.stage = '${stage}' AND d.replaced_at IS NULL
    AND (d.point_id = p.id OR d.group_id = p.group_id))`
const figures = `, 'figures', (SELECT json_build_object('present', v.present, 'inFavour', v.in_favour,
    'against', v.against, 'abstained', v.abstained, 'left', ${namesOfLeft})
  FROM council_vote v WHERE v.decision_id = d.id)`

const columns = (db: Db) => ({
  id: 'p.id',
  reference: db.raw(reference),
  protocol: db.raw(protocolNumber),
  receivedAt: 's.received_at',
  isLate: 's.is_late',
  kind: 's.kind',
  submitterKind: 's.submitter_kind',
  submitter: db.raw("s.submitter->>'name'"),
  onBehalfOf: db.raw("s.submitter->>'onBehalfOf'"),
  themes: db.raw(
    "coalesce((SELECT json_agg(pt.theme_id ORDER BY pt.theme_id) FROM point_theme pt WHERE pt.point_id = p.id), '[]')",
  ),
  provision: db.raw(provisionOf('p')),
  district: db.raw('(SELECT di.code FROM district di WHERE di.id = p.district_id)'),
  neighbourhood: db.raw('(SELECT n.name FROM neighbourhood n WHERE n.id = p.neighbourhood_id)'),
  group: db.raw(
    "(SELECT json_build_object('id', g.id, 'title', g.title) FROM point_group g WHERE g.id = p.group_id)",
  ),
  synthesis: 'p.synthesis',
  text: 'p.text',
  proposal: db.raw(decisionOf('giunta')),
  council: db.raw(decisionOf('council', figures)),
})

const usualLimit = 25

/** What was opened, as it stands in the address; a page of the usual length does not say its length. */
function addressOf({ limit = usualLimit, offset = 0, ...query }: EditionQuery): string {
  const given = { ...query, ...(limit !== usualLimit && { limit }), ...(offset > 0 && { offset }) }
  return openedAddress('edition', given)
}

type Row = Omit<EditionPoint, 'receivedAt'> & { receivedAt: Date }

const readPage = (db: Db, planId: number, query: EditionQuery): Promise<Row[]> =>
  filtered(db, planId, query)
    .leftJoin({ a: 'plan_article' }, 'a.id', 'p.article_id')
    .leftJoin({ sh: 'plan_sheet' }, 'sh.id', 'p.sheet_id')
    .leftJoin({ pd: 'plan_document' }, (join) =>
      join.on('pd.id', db.raw('coalesce(p.document_id, a.document_id, sh.document_id)')),
    )
    .orderByRaw(orders[query.sort ?? 'number'])
    .limit(query.limit ?? usualLimit)
    .offset(query.offset ?? 0)
    .select(columns(db))

/**
 * A page of the Council's edition: names, protocol numbers, full words, what the Giunta proposes and the Council
 * decided. The opening is logged in the transaction that reads.
 * @throws {NotFoundError} where there is no such plan
 */
export async function openEdition(
  db: Db,
  person: Person,
  code: string,
  query: EditionQuery,
): Promise<Edition> {
  return db.transaction(async (trx) => {
    const plan = await findPlan(trx, code)
    const openedAt = await recordOpening(trx, person, { plan, what: addressOf(query) })
    const { total } = await filtered(trx, plan.id, query).first(trx.raw('count(*)::integer AS total'))
    const rows = await readPage(trx, plan.id, query)
    return {
      reader: person.account.name,
      openedAt: openedAt.toISOString(),
      total,
      items: rows.map(({ receivedAt, ...row }) => ({ ...row, receivedAt: receivedAt.toISOString() })),
    }
  })
}
