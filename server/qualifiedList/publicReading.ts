import type { CityPack } from '../city/pack.ts'
import { daysBetween, romeDate } from '../city/rules.ts'
import { databaseNow } from '../db/clock.ts'
import { day } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { csvTable } from '../http/csv.ts'
import { type PromisedRow, promisedOf, readWaits } from './parts.ts'
import { applications } from './reading.ts'
import { editionColumns, readRequirements } from './requirements.ts'
import { isOpenOn, median } from './rules.ts'
import {
  entryStatuses,
  type ListEntry,
  type PublicEdition,
  type PublicList,
  type StepFigures,
  type StepWait,
  type Waiting,
  waitingSteps,
} from './schema.ts'

/** The suspension of an entry `a` that is not lifted. */
const suspended = (column: string) =>
  `(SELECT to_char(u.${column}, 'YYYY-MM-DD') FROM lab_list_suspension u WHERE u.application_id = a.id AND u.lifted_on IS NULL)`

type EntryRow = Omit<ListEntry, 'waitedDays'> & { editionId: number; receivedAt: Date; decidedAt: Date }

/** Entries of the list, by the name of their lab, the one in force first. */
async function readEntries(db: Db, labCode?: string): Promise<(ListEntry & { editionId: number })[]> {
  const query = applications(db)
    .leftJoin({ d: 'district' }, 'd.id', 'l.district_id')
    .whereIn('a.status', [...entryStatuses])
    .orderByRaw('lower(l.name), l.code, (a.validity @> current_date) DESC, lower(a.validity) DESC')
    .select({
      editionId: 'e.id',
      number: 'a.number',
      edition: 'e.code',
      lab: 'l.code',
      labName: 'l.name',
      district: 'd.code',
      status: 'a.status',
      validFrom: db.raw("to_char(lower(a.validity), 'YYYY-MM-DD')"),
      validUntil: db.raw("to_char(upper(a.validity) - 1, 'YYYY-MM-DD')"),
      actNumber: 'a.act_number',
      actDate: day(db, 'a.act_date'),
      suspendedFrom: db.raw(suspended('from_on')),
      suspendedUntil: db.raw(suspended('until_on')),
      endedOn: day(db, 'a.ended_on'),
      receivedAt: 'a.received_at',
      decidedAt: 'a.decided_at',
    })
  const rows: EntryRow[] = await (labCode ? query.whereRaw('upper(l.code) = upper(?)', [labCode]) : query)
  return rows.map(({ receivedAt, decidedAt, ...entry }) => ({
    ...entry,
    waitedDays: daysBetween(romeDate(receivedAt), romeDate(decidedAt)),
  }))
}

/** A lab's entries in the list, the one in force first. */
export async function readLabEntries(db: Db, code: string): Promise<ListEntry[]> {
  const entries = await readEntries(db, code)
  return entries.map(({ editionId: _, ...entry }) => entry)
}

interface SentRow extends PromisedRow {
  id: string
  editionId: number
  number: string
  status: Waiting['step'] | 'other'
  receivedAt: Date
}

/** Every application that was sent; by number, never by name: whose it is, is known only once a lab is listed. */
const readSent = (db: Db): Promise<SentRow[]> =>
  applications(db).whereNot({ 'a.status': 'draft' }).orderBy(['a.received_at', 'a.number']).select({
    id: 'a.id',
    editionId: 'e.id',
    number: 'a.number',
    status: 'a.status',
    receivedAt: 'a.received_at',
    takeDays: 'e.take_days',
    examineDays: 'e.examine_days',
    answerDays: 'e.answer_days',
  })

const isWaiting = ({ status }: SentRow) => waitingSteps.some((step) => step === status)

function toWaiting(row: SentRow, steps: StepWait[], today: string): Waiting {
  const receivedOn = romeDate(row.receivedAt)
  return {
    number: row.number,
    step: row.status as Waiting['step'],
    receivedOn,
    days: daysBetween(receivedOn, today),
    isOver: steps.some(({ isOver, isOpen }) => isOver && isOpen),
    steps,
  }
}

function figuresOf(promised: PromisedRow, waits: readonly StepWait[][]): StepFigures[] {
  return waitingSteps.map((step) => {
    const days = waits.flat().flatMap((wait) => (wait.step === step ? [wait.workingDays] : []))
    return {
      step,
      promised: promisedOf(promised)[step],
      applications: days.length,
      medianDays: median(days),
      longestDays: days.length > 0 ? Math.max(...days) : null,
    }
  })
}

type EditionRow = Omit<PublicEdition, 'isOpen' | 'requirements' | 'entries' | 'waiting' | 'figures'> &
  PromisedRow & { id: number }

/** The qualified list as everybody may know it: its editions, who is listed, how long applications wait. */
export async function readPublicList(db: Db, city: Pick<CityPack, 'holidays'>): Promise<PublicList> {
  const now = await databaseNow(db)
  const today = romeDate(now)
  const rows: EditionRow[] = await db({ e: 'lab_list_edition' })
    .whereNotNull('e.published_at')
    .orderByRaw('e.opens_on DESC, e.code')
    .select({ id: 'e.id', code: 'e.code', ...editionColumns(db) })
  const [entries, sent] = [await readEntries(db), await readSent(db)]
  const waits = await readWaits(db, city, sent)
  const editions: PublicEdition[] = []
  for (const { id, takeDays, examineDays, answerDays, ...edition } of rows) {
    const own = sent.filter(({ editionId }) => editionId === id)
    editions.push({
      ...edition,
      isOpen: isOpenOn(edition, today),
      requirements: await readRequirements(db, id),
      entries: entries.flatMap(({ editionId, ...entry }) => (editionId === id ? [entry] : [])),
      waiting: own.filter(isWaiting).map((row) => toWaiting(row, waits.get(row.id) ?? [], today)),
      figures: figuresOf(
        { takeDays, examineDays, answerDays },
        own.map((row) => waits.get(row.id) ?? []),
      ),
    })
  }
  return { asOf: now.toISOString(), editions }
}

const words = (value: boolean) => (value ? 'si' : 'no')

/** How long open applications wait, a line for each step they were in. */
export function writeWaitingCsv({ editions }: PublicList, demo: boolean): string {
  const heads = [
    'edizione',
    'numero',
    'ricevuta_il',
    'giorni_in_tutto',
    'fase',
    'giorni',
    'giorni_lavorativi',
    'giorni_lavorativi_promessi',
    'in_corso',
    'oltre',
  ]
  const rows = editions.flatMap(({ code, waiting }) =>
    waiting.flatMap(({ number, receivedOn, days, steps }) =>
      steps.map((wait) => [
        code,
        number,
        receivedOn,
        days,
        wait.step,
        wait.days,
        wait.workingDays,
        wait.promised,
        words(wait.isOpen),
        words(wait.isOver),
      ]),
    ),
  )
  return csvTable(heads, rows, demo)
}

/** Who is, or was, in the list. */
export function writeEntriesCsv({ editions }: PublicList, demo: boolean): string {
  const heads = [
    'edizione',
    'numero',
    'laboratorio',
    'nome',
    'municipio',
    'stato',
    'dal',
    'al',
    'atto',
    'data_atto',
    'giorni_di_attesa',
  ]
  const rows = editions.flatMap(({ code, entries }) =>
    entries.map((entry) => [
      code,
      entry.number,
      entry.lab,
      entry.labName,
      entry.district,
      entry.status,
      entry.validFrom,
      entry.validUntil,
      entry.actNumber,
      entry.actDate,
      entry.waitedDays,
    ]),
  )
  return csvTable(heads, rows, demo)
}
