import { day, float } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import type { EditionContent, Requirement } from './schema.ts'

const requirementColumns = (db: Db) => ({
  code: 'r.code',
  label: 'r.label',
  labelEn: 'r.label_en',
  type: 'r.type',
  unit: 'r.unit',
  minimum: float(db, 'r.minimum'),
  options: db.raw("coalesce(r.options, '[]')"),
  mandatory: 'r.mandatory',
  evidence: 'r.evidence',
  evidenceEn: 'r.evidence_en',
  source: 'r.source',
})

/** The requirements of an edition, in its order. */
export const readRequirements = (db: Db, editionId: number): Promise<Requirement[]> =>
  db({ r: 'lab_list_requirement' })
    .where({ 'r.edition_id': editionId })
    .orderBy('r.position')
    .select(requirementColumns(db))

/** Writes the requirements of an edition that is not published yet, in place of those it had. */
export async function writeRequirements(
  trx: Db,
  editionId: number,
  requirements: readonly Requirement[],
): Promise<void> {
  await trx('lab_list_requirement').where({ edition_id: editionId }).delete()
  if (requirements.length === 0) return
  await trx('lab_list_requirement').insert(
    requirements.map((one, position) => ({
      edition_id: editionId,
      position,
      code: one.code,
      label: one.label,
      label_en: one.labelEn,
      type: one.type,
      unit: one.type === 'number' ? one.unit : null,
      minimum: one.type === 'number' ? one.minimum : null,
      options: one.type === 'choice' ? JSON.stringify(one.options) : null,
      mandatory: one.mandatory,
      evidence: one.evidence,
      evidence_en: one.evidenceEn,
      source: one.source,
    })),
  )
}

/** What an edition says, but for its requirements. */
export const editionColumns = (db: Db) => ({
  title: 'e.title',
  titleEn: 'e.title_en',
  act: 'e.act',
  actDate: day(db, 'e.act_date'),
  opensOn: day(db, 'e.opens_on'),
  closesOn: day(db, 'e.closes_on'),
  validityYears: 'e.validity_years',
  takeDays: 'e.take_days',
  examineDays: 'e.examine_days',
  answerDays: 'e.answer_days',
  source: 'e.source',
})

/** The same as a row of its table. */
export const editionRow = (content: EditionContent) => ({
  title: content.title,
  title_en: content.titleEn,
  act: content.act,
  act_date: content.actDate,
  opens_on: content.opensOn,
  closes_on: content.closesOn,
  validity_years: content.validityYears,
  take_days: content.takeDays,
  examine_days: content.examineDays,
  answer_days: content.answerDays,
  source: content.source,
})
