import { createHash } from 'node:crypto'
import type { Db } from '../db/index.ts'

/** A plan that is examined, with two documents, two articles, a sheet, three themes, the usual places and a reply. */
export interface PlanMade {
  id: number
  code: string
  themes: { services: number; parks: number; manufacturing: number }
  places: { draft: number; technical: number; complete: number }
  documents: { pds: number; pdr: number }
  articles: { pds11: number; pdr11: number }
  sheet: number
  template: number
}

const idsOf = async <Row extends { id: number }>(rows: Promise<Row[]>): Promise<number[]> =>
  (await rows).map(({ id }) => id)

async function insertParts(db: Db, planId: number) {
  const of = (rows: Record<string, unknown>[]) => rows.map((row) => ({ plan_id: planId, ...row }))
  const documents = await idsOf(
    db('plan_document')
      .insert(
        of([
          { code: 'PdS', title: 'Piano dei Servizi', version_name: 'adottato', position: 1 },
          { code: 'PdR', title: 'Piano delle Regole', version_name: 'adottato', position: 2 },
        ]),
      )
      .returning('id'),
  )
  const themes = await idsOf(
    db('plan_theme')
      .insert(
        of([
          { code: 'services', title: 'Servizi', title_en: 'Services', position: 1 },
          { code: 'manufacturing', title: 'Manifattura', title_en: 'Manufacturing', position: 2 },
        ]),
      )
      .returning('id'),
  )
  const [parks] = await idsOf(
    db('plan_theme')
      .insert(of([{ code: 'parks', title: 'Verde', title_en: 'Parks', position: 3, parent_id: themes[0] }]))
      .returning('id'),
  )
  const places = await idsOf(
    db('workflow_place')
      .insert(
        of([
          { code: 'draft', title: 'Bozza', title_en: 'Draft', position: 1 },
          { code: 'technical', title: 'Verifica tecnica', title_en: 'Technical check', position: 2 },
          {
            code: 'complete',
            title: 'Completo',
            title_en: 'Complete',
            position: 5,
            locks: true,
            solved: true,
          },
        ]),
      )
      .returning('id'),
  )
  return { documents, themes, places, parks }
}

/** Makes such a plan. */
export async function insertPlan(
  db: Db,
  code: string,
  columns: Record<string, unknown> = {},
): Promise<PlanMade> {
  const [plan] = await db('plan')
    .insert({
      code,
      title: `Piano ${code}`,
      kind: 'variant',
      status: 'examining',
      office: 'Urbanistica',
      office_phone: '02 0202',
      office_hours: '9-12',
      ...columns,
    })
    .returning('id')
  await db('plan_window').insert({
    plan_id: plan.id,
    kind: 'observation',
    opens_at: db.raw("clock_timestamp() - interval '60 days'"),
    closes_at: db.raw("clock_timestamp() - interval '30 days'"),
  })
  const { documents, themes, places, parks } = await insertParts(db, plan.id)
  const [pds = 0, pdr = 0] = documents
  const articles = await idsOf(
    db('plan_article')
      .insert([
        {
          document_id: pds,
          number: '11',
          title: 'Servizi privati',
          text: 'La quota minima è del 10 per cento.',
        },
        { document_id: pdr, number: '11', title: 'Altezze', text: 'L’altezza è quella esistente.' },
      ])
      .returning('id'),
  )
  const [sheet = 0] = await idsOf(
    db('plan_sheet').insert({ document_id: pdr, code: 'R.02', title: 'Tessuti' }).returning('id'),
  )
  const [template = 0] = await idsOf(
    db('reply_template')
      .insert({
        plan_id: plan.id,
        code: 'R1',
        title: 'Contrasta con il piano',
        text: 'Il punto {number} contrasta con {article}, che per il Municipio {district} resta com’è.',
      })
      .returning('id'),
  )
  const [services = 0, manufacturing = 0] = themes
  const [draft = 0, technical = 0, complete = 0] = places
  return {
    id: plan.id,
    code,
    themes: { services, manufacturing, parks: parks ?? 0 },
    places: { draft, technical, complete },
    documents: { pds, pdr },
    articles: { pds11: articles[0] ?? 0, pdr11: articles[1] ?? 0 },
    sheet,
    template,
  }
}

const counter = { value: 0 }

/** A submission that was received and waits to be split; returns its id. */
export async function insertSubmission(
  db: Db,
  plan: PlanMade,
  text: string,
  columns: Record<string, unknown> = {},
): Promise<{ id: string; number: string }> {
  counter.value += 1
  const number = `T-${plan.code}-${String(counter.value).padStart(6, '0')}`
  const [row] = await db('submission')
    .insert({
      plan_id: plan.id,
      number,
      kind: 'observation',
      status: 'registered',
      submitter: JSON.stringify({ name: 'Anna Verdi' }),
      text,
      content_hash: createHash('sha256').update(text).digest('hex'),
      received_at: db.raw("clock_timestamp() - interval '40 days'"),
      ...(columns.kind === 'opinion' && { opinion_outcome: 'favourable' }),
      ...columns,
    })
    .returning('id')
  return { id: row.id, number }
}

/** A submission whose whole text is one point; returns the id of the point. */
export async function insertPoint(
  db: Db,
  plan: PlanMade,
  text: string,
  columns: Record<string, unknown> = {},
  ofSubmission: Record<string, unknown> = {},
): Promise<number> {
  const submission = await insertSubmission(db, plan, text, { status: 'split', ...ofSubmission })
  const maker = await db('account')
    .insert({ name: 'Prova', email: 'maker@example.org', password_hash: 'none' })
    .onConflict()
    .ignore()
    .returning('id')
  const by = maker[0]?.id ?? (await db('account').where({ email: 'maker@example.org' }).first('id')).id
  const [row] = await db('point')
    .insert({
      submission_id: submission.id,
      plan_id: plan.id,
      position: 1,
      text,
      span_start: 0,
      span_end: [...text].length,
      workflow_place_id: plan.places.draft,
      made_by: by,
      ...columns,
    })
    .returning('id')
  return row.id
}
