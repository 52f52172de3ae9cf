import type { Db } from '../db/index.ts'
import { insertPlan, insertPoint, type PlanMade } from './points.ts'
import {
  approvePlan,
  insertCouncil,
  insertSignedReply,
  insertSignedText,
  type TwoPeople,
} from './redaction.ts'

interface Planting extends TwoPeople {
  /** What must never be read in public. */
  canary: string
  place: readonly [lon: number, lat: number]
}

/** A submission in which everything is secret, beside its words. */
const secretSubmission = (canary: string, number: string) => ({
  status: 'decided',
  submitter: JSON.stringify({
    name: `${canary} Anna`,
    fiscalCode: `${canary}80A01F205X`,
    email: `${canary}@example.org`,
    pec: `${canary}@pec.example.org`,
    phone: `333 ${canary}`,
    address: `via ${canary} 1, Milano`,
    onBehalfOf: `${canary} Rosa`,
  }),
  private_reasons: `${canary} salute`,
  registry: 'PG',
  protocol_year: 2026,
  protocol_number: `${canary}-${number}`,
  protocol_at: '2026-06-01T10:00:00Z',
})

async function insertSecretFile(db: Db, submissionId: string, canary: string): Promise<void> {
  const sha256 = 'ab'.repeat(32)
  await db('stored_file')
    .insert({ sha256, media_type: 'application/pdf', size_bytes: 1 })
    .onConflict()
    .ignore()
  await db('submission_file').insert({
    submission_id: submissionId,
    name: `${canary}.pdf`,
    media_type: 'application/pdf',
    size_bytes: 1,
    sha256,
    extracted_text: `${canary} testo`,
  })
}

/** What the office says among itself about a point. */
async function insertOfficeWords(db: Db, id: number, { canary, maker }: Planting): Promise<void> {
  await db('point_comment').insert({ point_id: id, text: `${canary} commento`, written_by: maker })
  await db('office_opinion').insert({
    point_id: id,
    office: `${canary} ufficio`,
    question: `${canary} domanda`,
    due_on: '2026-09-01',
    asked_by: maker,
  })
  await db('decision').insert({
    point_id: id,
    stage: 'technical',
    outcome: 'rejected',
    reason: `${canary} proposta tecnica`,
    decided_on: '2026-09-01',
    decided_by: maker,
  })
}

async function insertSecretPoint(db: Db, plan: PlanMade, at: number, planting: Planting): Promise<number> {
  const { canary, place } = planting
  const id = await insertPoint(
    db,
    plan,
    `Punto ${at}: ${canary} chiede più verde.`,
    { synthesis: `${canary} sintesi`, geom: `SRID=4326;POINT(${place.join(' ')})`, target: 'place' },
    secretSubmission(canary, `${plan.code}-${at}`),
  )
  const { submission_id: submissionId } = await db('point').where({ id }).first('submission_id')
  await insertSecretFile(db, submissionId, canary)
  await insertOfficeWords(db, id, planting)
  await db('point_theme').insert({ point_id: id, theme_id: plan.themes.parks })
  const decision = await insertCouncil(db, { point_id: id }, planting.signer, {
    reason: `${canary} non è coerente con il piano adottato.`,
  })
  await insertSignedText(db, id, planting, {
    text: `Punto ${at}: [omissis] chiede più verde.`,
    synthesis: 'Più verde',
  })
  await insertSignedReply(db, decision, planting, { text: '[omissis] non è coerente con il piano adottato.' })
  return id
}

/** A signed copy that leaked is taken back, and the next is not signed yet. */
async function replaceLeaked(db: Db, id: number, { canary, maker, signer }: Planting): Promise<void> {
  const now = db.raw('clock_timestamp()')
  await db('public_text').where({ point_id: id }).update({ replaced_at: now })
  await insertSignedText(
    db,
    id,
    { maker, signer },
    { revision: 2, replaced_at: now, synthesis: `${canary} sfuggito` },
  )
  await db('public_text').insert({
    point_id: id,
    revision: 3,
    text: `${canary} non firmato`,
    synthesis: `${canary} non firmato`,
    place: 'exact',
    source_hash: 'a'.repeat(64),
    redacted_by: maker,
  })
}

/**
 * A plan of three decided points, everything of which is secret but its signed copies; in the published one the copy
 * of the last was taken back after it had leaked.
 * @returns the public references of its points as they stand in addresses
 */
export async function insertSecretRegister(
  db: Db,
  planting: Planting & { code: string; published: boolean },
): Promise<string[]> {
  const { code, published } = planting
  const plan = await insertPlan(db, code)
  const ids: number[] = []
  for (const at of [1, 2, 3]) ids.push(await insertSecretPoint(db, plan, at, planting))
  await approvePlan(db, plan.id)
  if (published) {
    await db('plan')
      .where({ id: plan.id })
      .update({ published_at: db.raw('clock_timestamp()') })
    await db('submission').where({ plan_id: plan.id }).update({ status: 'published' })
    await replaceLeaked(db, ids[2] ?? 0, planting)
  }
  const rows: { reference: string }[] = await db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .whereIn('p.id', ids)
    .orderBy('p.id')
    .select({ reference: db.raw("s.number || '-' || p.position") })
  return rows.map(({ reference }) => reference)
}
