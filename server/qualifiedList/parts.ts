import { type CityPack } from '../city/pack.ts'
import { romeDate } from '../city/rules.ts'
import { databaseNow } from '../db/clock.ts'
import { day } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { groundsDays, type Promised, type Stay, waitsOf } from './rules.ts'
import type { Answer, ApplicationFile, Ask, StepWait, WaitingStep } from './schema.ts'

/** Working days that an edition promises for each step, as columns of `e`. */
export interface PromisedRow {
  takeDays: number
  examineDays: number
  answerDays: number
}

export const promisedOf = ({ takeDays, examineDays, answerDays }: PromisedRow): Promised => ({
  submitted: takeDays,
  examining: examineDays,
  integration: answerDays,
  grounds: groundsDays,
})

interface StayRow {
  applicationId: string
  step: WaitingStep
  beganAt: Date
  endedAt: Date | null
}

/** The stays of applications in each step, in days of Italy. */
async function readStays(db: Db, ids: readonly string[]): Promise<Map<string, Stay[]>> {
  const rows: StayRow[] = await db({ s: 'lab_list_step' })
    .whereRaw('s.application_id = ANY(?::uuid[])', [[...ids]])
    .orderBy(['s.began_at', 's.id'])
    .select({
      applicationId: 's.application_id',
      step: 's.step',
      beganAt: 's.began_at',
      endedAt: 's.ended_at',
    })
  const stays = new Map<string, Stay[]>()
  for (const { applicationId, step, beganAt, endedAt } of rows) {
    const stay = { step, from: romeDate(beganAt), until: endedAt && romeDate(endedAt) }
    stays.set(applicationId, [...(stays.get(applicationId) ?? []), stay])
  }
  return stays
}

/** How long each of some applications waited, step by step, by the clock of the database. */
export async function readWaits(
  db: Db,
  { holidays }: Pick<CityPack, 'holidays'>,
  applications: readonly ({ id: string } & PromisedRow)[],
): Promise<Map<string, StepWait[]>> {
  const today = romeDate(await databaseNow(db))
  const stays = await readStays(
    db,
    applications.map(({ id }) => id),
  )
  return new Map(
    applications.map(({ id, ...promised }) => [
      id,
      waitsOf(stays.get(id) ?? [], { today, promised: promisedOf(promised), holidays }),
    ]),
  )
}

/** Answers as they are stored: by the code of their requirement. */
export type StoredAnswers = Record<string, Omit<Answer, 'requirement'>>

export const toAnswers = (stored: StoredAnswers): Answer[] =>
  Object.entries(stored).map(([requirement, answer]) => ({ requirement, ...answer }))

export const toStored = (answers: readonly Answer[]): StoredAnswers =>
  Object.fromEntries(answers.map(({ requirement, ...answer }) => [requirement, answer]))

/** The files of an application; only those that were sent, for the office. */
export async function listFiles(db: Db, id: string, onlySent: boolean): Promise<ApplicationFile[]> {
  const query = db({ f: 'lab_list_file' })
    .join({ s: 'stored_file' }, 's.sha256', 'f.sha256')
    .join({ r: 'lab_list_requirement' }, 'r.id', 'f.requirement_id')
    .where({ 'f.application_id': id })
    .orderBy(['f.added_at', 'f.id'])
    .select({
      id: 'f.id',
      requirement: 'r.code',
      name: 'f.name',
      mediaType: 'f.media_type',
      sizeBytes: 'f.size_bytes',
      addedAt: 'f.added_at',
      sent: 'f.sent',
      scanState: 's.scan_state',
    })
  const rows: (Omit<ApplicationFile, 'addedAt'> & { addedAt: Date })[] = await (onlySent
    ? query.where({ 'f.sent': true })
    : query)
  return rows.map((row) => ({ ...row, addedAt: row.addedAt.toISOString() }))
}

/** What the office wrote to the lab, and what it answered, the newest first. */
export async function listAsks(db: Db, id: string): Promise<Ask[]> {
  const rows: (Omit<Ask, 'askedAt' | 'answeredAt'> & { askedAt: Date; answeredAt: Date | null })[] = await db(
    {
      a: 'lab_list_ask',
    },
  )
    .where({ 'a.application_id': id })
    .orderBy('a.id', 'desc')
    .select({
      id: 'a.id',
      kind: 'a.kind',
      message: 'a.message',
      requirements: 'a.requirements',
      dueOn: day(db, 'a.due_on'),
      askedAt: 'a.asked_at',
      answer: 'a.answer',
      answeredAt: 'a.answered_at',
      isOpen: db.raw('a.closed_at IS NULL'),
    })
  return rows.map((row) => ({
    ...row,
    askedAt: row.askedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }))
}

/** Suspensions of an entry, the newest first. */
export const listSuspensions = (db: Db, id: string) =>
  db({ u: 'lab_list_suspension' })
    .where({ 'u.application_id': id })
    .orderBy('u.id', 'desc')
    .select({
      from: day(db, 'u.from_on'),
      until: day(db, 'u.until_on'),
      reason: 'u.reason',
      liftedOn: day(db, 'u.lifted_on'),
      liftReason: 'u.lift_reason',
    })
