import { callPhase } from '../calls/rules.ts'
import type { CallStatus } from '../calls/schema.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import { float } from '../db/columns.ts'
import { publishedSpaces } from '../spaces/queries.ts'
import { monthsVacant } from '../spaces/rules.ts'
import { nextStep } from './rules.ts'
import type { SpaceRow, SpaceRowSort, SpaceRows, SpaceRowsQuery } from './schema.ts'

interface Row extends Omit<SpaceRow, 'name' | 'monthsIdle' | 'next' | 'office'> {
  name: string | null
  surveyedOn: string | null
  useEndsOn: string | null
  callTitle: string | null
  callStatus: CallStatus | null
  callOpensAt: Date | null
  callClosesAt: Date | null
  callStanding: boolean | null
  callOffice: string | null
}

/** Ids of the public spaces of a district, from the index: the same set as in the list and on the map. */
export function spaceIds({ collections }: Pick<Context, 'collections'>, number: string): number[] {
  const index = collections.get('spaces')?.index
  return index ? index.ids({ district: { op: 'anyOf', column: 'district', values: [number] } }).ids : []
}

function readRows({ db }: Pick<Context, 'db'>, ids: readonly number[]): Promise<Row[]> {
  const day = (column: string) => db.raw(`${column}::text`)
  return publishedSpaces(db)
    .whereRaw('s.id = ANY(?)', [[...ids]])
    .select({
      code: 's.code',
      name: 's.name',
      place: 'n.name',
      status: 's.status',
      statusSince: day('s.status_since'),
      areaM2: float(db, 's.area_m2'),
      vacantSince: day('s.vacant_since'),
      surveyedOn: day('s.surveyed_on'),
      useEndsOn: day('s.use_ends_on'),
      callTitle: 'c.title',
      callStatus: 'c.status',
      callOpensAt: 'c.opens_at',
      callClosesAt: 'c.closes_at',
      callStanding: 'c.standing',
      callOffice: 'c.office',
    })
}

const dayOf = (instant: Date | null) => instant && romeDate(instant)

function callOf({ callTitle, callStatus, callOpensAt, callClosesAt, callStanding }: Row, now: Date) {
  if (callTitle === null || callStatus === null) return null
  return {
    title: callTitle,
    phase: callPhase({ status: callStatus, opensAt: callOpensAt, closesAt: callClosesAt }, now),
    opensOn: dayOf(callOpensAt),
    closesOn: dayOf(callClosesAt),
    standing: callStanding ?? false,
  }
}

/** The office of the call while the space is in one or was just awarded by it; else that of the city. */
const officeOf = ({ status, callOffice }: Row, city: Context['city']) =>
  (['inCall', 'awarded'].includes(status) && callOffice) || city.office.name

const idle = ['surveyed', 'available', 'inCall', 'released', 'awarded']

function toRow(row: Row, city: Context['city'], now: Date): SpaceRow {
  const today = romeDate(now)
  const { code, place, status, statusSince, areaM2, vacantSince, surveyedOn, useEndsOn } = row
  return {
    code,
    name: row.name ?? place ?? code,
    place,
    status,
    statusSince,
    areaM2,
    vacantSince,
    monthsIdle: idle.includes(status) ? monthsVacant(vacantSince, today) : null,
    next: nextStep({
      status,
      today,
      surveyedOn,
      statusSince,
      useEndsOn,
      call: callOf(row, now),
      surveyHoldsMonths: city.coverage.uncheckedMonths,
      checkDays: city.awards.releasedCheckDays ?? null,
    }),
    office: officeOf(row, city),
  }
}

type Order = (one: SpaceRow, other: SpaceRow) => number
const byNumber =
  (of: (row: SpaceRow) => number | null): Order =>
  (one, other) =>
    (of(one) ?? 0) - (of(other) ?? 0)
const byText =
  (of: (row: SpaceRow) => string): Order =>
  (one, other) =>
    of(one).localeCompare(of(other), 'it')

const orders: Record<SpaceRowSort, { order: Order; unknown?: (row: SpaceRow) => boolean }> = {
  months: {
    order: byNumber(({ monthsIdle }) => monthsIdle),
    unknown: ({ monthsIdle }) => monthsIdle === null,
  },
  area: { order: byNumber(({ areaM2 }) => areaM2), unknown: ({ areaM2 }) => areaM2 === null },
  name: { order: byText(({ name }) => name) },
  status: { order: byText(({ status }) => status) },
  next: { order: byText(({ next }) => next.code) },
}

/** In the order asked for, unknown values last either way, then by code. */
function sorted(
  rows: readonly SpaceRow[],
  { sort = 'months', descending = sort === 'months' }: SpaceRowsQuery,
) {
  const { order, unknown = () => false } = orders[sort]
  return rows.toSorted(
    (one, other) =>
      Number(unknown(one)) - Number(unknown(other)) ||
      order(one, other) * (descending ? -1 : 1) ||
      one.code.localeCompare(other.code),
  )
}

/** A page of the spaces of a district with how long they wait, what comes next and who sees to it. */
export async function listSpaceRows(
  context: Context,
  number: string,
  page: SpaceRowsQuery,
): Promise<SpaceRows> {
  const { limit = 25, offset = 0 } = page
  const now = await databaseNow(context.db)
  const rows = await readRows(context, spaceIds(context, number))
  const items = sorted(
    rows.map((row) => toRow(row, context.city, now)),
    page,
  )
  return { total: items.length, items: items.slice(offset, offset + limit) }
}
