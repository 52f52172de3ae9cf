import type { CityPack } from '../city/pack.ts'
import { day } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { listAsks, listFiles, listSuspensions, readWaits, type StoredAnswers, toAnswers } from './parts.ts'
import { readRequirements } from './requirements.ts'
import type { ApplicationStatus, MyApplication } from './schema.ts'

const applicationColumns = (db: Db) => ({
  id: 'a.id',
  editionId: 'e.id',
  status: 'a.status',
  version: 'a.version',
  number: 'a.number',
  receivedAt: 'a.received_at',
  editionCode: 'e.code',
  title: 'e.title',
  titleEn: 'e.title_en',
  validityYears: 'e.validity_years',
  takeDays: 'e.take_days',
  examineDays: 'e.examine_days',
  answerDays: 'e.answer_days',
  labCode: 'l.code',
  labName: 'l.name',
  renews: db.raw('(SELECT o.number FROM lab_list_application o WHERE o.id = a.renews_id)'),
  validFrom: db.raw("to_char(lower(a.validity), 'YYYY-MM-DD')"),
  validUntil: db.raw("to_char(upper(a.validity) - 1, 'YYYY-MM-DD')"),
  actNumber: 'a.act_number',
  actDate: day(db, 'a.act_date'),
  reasons: 'a.reasons',
  endedOn: day(db, 'a.ended_on'),
  endReason: 'a.end_reason',
  answers: 'a.answers',
})

interface Row {
  id: string
  editionId: number
  status: ApplicationStatus
  version: number
  number: string | null
  receivedAt: Date | null
  editionCode: string
  title: string
  titleEn: string | null
  validityYears: number
  takeDays: number
  examineDays: number
  answerDays: number
  labCode: string
  labName: string
  renews: string | null
  validFrom: string | null
  validUntil: string | null
  actNumber: string | null
  actDate: string | null
  reasons: string | null
  endedOn: string | null
  endReason: string | null
  answers: StoredAnswers
}

/** Applications `a` with their edition `e` and lab `l`. */
export const applications = (db: Db) =>
  db({ a: 'lab_list_application' })
    .join({ e: 'lab_list_edition' }, 'e.id', 'a.edition_id')
    .join({ l: 'lab' }, 'l.id', 'a.lab_id')

type Whole = Omit<MyApplication, 'mayBind' | 'checks'>

/** An application with all that belongs to it, for whoever may read it. */
export async function readWhole(
  db: Db,
  city: Pick<CityPack, 'holidays'>,
  id: string,
  { onlySent }: { onlySent: boolean },
): Promise<Whole | null> {
  const row: Row | undefined = await applications(db).where({ 'a.id': id }).first(applicationColumns(db))
  if (!row) return null
  const { editionId, editionCode, title, titleEn, validityYears, labCode, labName, answers, ...facts } = row
  const { takeDays, examineDays, answerDays, receivedAt, ...members } = facts
  const waits = await readWaits(db, city, [{ id, takeDays, examineDays, answerDays }])
  return {
    ...members,
    receivedAt: receivedAt?.toISOString() ?? null,
    edition: { code: editionCode, title, titleEn, validityYears, answerDays },
    lab: { code: labCode, name: labName },
    requirements: await readRequirements(db, editionId),
    answers: toAnswers(answers),
    files: await listFiles(db, id, onlySent),
    asks: await listAsks(db, id),
    suspensions: await listSuspensions(db, id),
    steps: waits.get(id) ?? [],
  }
}
