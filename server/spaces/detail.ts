import { romeDate } from '../city/rules.ts'
import { day, float } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { type DetailRow, detailColumns, type Plain } from './detailColumns.ts'
import { itemColumns, type Moment, publishedSpaces, readItems, toItem } from './queries.ts'
import { adviseAll, canAsk, monthsVacant, rentOf } from './rules.ts'
import type { Space } from './schema.ts'

/**
 * One public space by its code, upper or lower case, with its call, advice, rent, history and neighbours.
 * @throws {NotFoundError} where there is none, or the public may not know of it
 */
export async function readSpace(db: Db, code: string, moment: Moment & { demo: boolean }): Promise<Space> {
  const row = await readDetailRow(db, code)
  if (!row) throw new NotFoundError(`There is no public space with the code "${code}".`)
  const [zones, history, siblings, similar] = await Promise.all([
    readZones(db, row.zones),
    readHistory(db, row),
    readSiblings(db, row),
    readSimilar(db, row),
  ])
  return {
    ...toItem(row, moment),
    ...plainOf(row),
    geometry: row.geometry,
    siteGeometry: row.siteGeometry,
    monthsVacant: monthsVacant(row.vacantSince, romeDate(moment.now)),
    zones,
    nearestLab: nearestLabOf(row),
    nearestStop: nearestStopOf(row),
    advice: adviseAll(moment.city, row, romeDate(moment.now)).map((advice) => ({
      ...advice,
      example: row.zoningExample,
    })),
    rent: rentOf(moment.city.rent, row),
    call: callOf(row),
    canAsk: canAsk(row, callWindowOf(row), moment.now),
    office: officeOf(row, moment),
    history,
    siblings,
    similar: await readItems(db, similar, moment),
    demo: moment.demo,
  }
}

async function readDetailRow(db: Db, code: string): Promise<DetailRow | undefined> {
  if (code.includes('\0')) return undefined
  const columns = { ...itemColumns(db), ...detailColumns(db) }
  const row: DetailRow | undefined = await publishedSpaces(db)
    .leftJoin({ b: 'lab' }, 'b.id', 's.nearest_lab_id')
    .leftJoin({ t: 'transit_stop' }, 't.id', 's.nearest_stop_id')
    .whereRaw('upper(s.code) = upper(?)', [code])
    .orderBy('s.id')
    .first(columns)
  return row
}

function plainOf(row: DetailRow): Plain {
  return {
    statusSince: row.statusSince,
    commercialAreaM2: row.commercialAreaM2,
    floorLoadKgM2: row.floorLoadKgM2,
    vehicleAccess: row.vehicleAccess,
    doorWidthM: row.doorWidthM,
    extraction: row.extraction,
    stepFree: row.stepFree,
    streetWindow: row.streetWindow,
    heating: row.heating,
    toilets: row.toilets,
    energyClass: row.energyClass,
    condition: row.condition,
    lawfulUse: row.lawfulUse,
    cadastralCategory: row.cadastralCategory,
    works: row.works,
    suggestedPurposes: row.suggestedPurposes,
    description: row.description,
    holderName: row.holderName,
    useEndsOn: row.useEndsOn,
    vacantSince: row.vacantSince,
    photos: row.photos,
    outsideRing: row.outsideRing,
    surveyedOn: row.surveyedOn,
    surveyedBy: row.surveyedBy,
    source: row.source,
    sourceDate: row.sourceDate,
  }
}

function nearestLabOf({ labCode, labName, labM, labPoint }: DetailRow): Space['nearestLab'] {
  if (labCode === null || labName === null || labM === null || labPoint === null) return null
  return { code: labCode, name: labName, distanceM: labM, point: labPoint }
}

function nearestStopOf({ stopCode, stopName, stopLines, stopM, stopPoint }: DetailRow): Space['nearestStop'] {
  if (stopCode === null || stopName === null || stopM === null || stopPoint === null) return null
  return { code: stopCode, name: stopName, lines: stopLines ?? [], distanceM: stopM, point: stopPoint }
}

function callWindowOf({ callStatus, callOpensAt, callClosesAt }: DetailRow) {
  return callStatus ? { status: callStatus, opensAt: callOpensAt, closesAt: callClosesAt } : null
}

function callOf(row: DetailRow): Space['call'] {
  if (!row.callCode || !row.callTitle || !row.callStatus || row.lotId === null) return null
  return {
    code: row.callCode,
    title: row.callTitle,
    titleEn: row.callTitleEn,
    lot: row.lotNumber ?? 1,
    lotId: row.lotId,
    status: row.callStatus,
    opensAt: row.callOpensAt?.toISOString() ?? null,
    closesAt: row.callClosesAt?.toISOString() ?? null,
    standing: row.callStanding ?? false,
    instrument: row.callInstrument ?? 'lease',
    termYears: row.callTermYears,
    technicalWeight: row.callTechnicalWeight,
    priceWeight: row.callPriceWeight,
    visits: row.callVisits,
    caseOfficer: row.callCaseOfficer,
    baseRentEurYear: row.lotBaseRent,
  }
}

/** The office of the call, where there is one; else the city's. */
function officeOf(row: DetailRow, { city }: Moment): Space['office'] {
  if (!row.callOffice || !row.callOfficePhone || !row.callOfficeHours) return city.office
  return {
    name: row.callOffice,
    phone: row.callOfficePhone,
    hours: row.callOfficeHours,
    hoursEn: row.callOfficeHours === city.office.hours ? city.office.hoursEn : null,
    email: row.callOfficeEmail ?? city.office.email,
  }
}

async function readZones(db: Db, codes: readonly string[]): Promise<Space['zones']> {
  if (codes.length === 0) return []
  return db({ z: 'zone' })
    .whereRaw('z.code = ANY(?)', [[...codes]])
    .orderBy('z.code')
    .select({ code: 'z.code', name: 'z.name', official: 'z.official' })
}

/** What happened, latest first; notes are free text and might tell a place that is not public. */
async function readHistory(db: Db, { id, publicPosition }: DetailRow): Promise<Space['history']> {
  const notes = publicPosition === 'exact' ? { note: 'h.note', noteEn: 'h.note_en' } : {}
  const rows: Partial<Space['history'][number]>[] = await db({ h: 'space_history' })
    .where('h.space_id', id)
    .whereNotIn('h.status', ['reported', 'withdrawn'])
    .orderBy([
      { column: 'h.happened_on', order: 'desc' },
      { column: 'h.id', order: 'desc' },
    ])
    .select({ date: day(db, 'h.happened_on'), status: 'h.status', ...notes })
  return rows.map(({ date = '', status = '', note = null, noteEn = null }) => ({
    date,
    status,
    note,
    noteEn,
  }))
}

async function readSiblings(db: Db, { id, siteId }: DetailRow): Promise<Space['siblings']> {
  if (siteId === null) return []
  return db({ s: 'published_space' })
    .where('s.site_id', siteId)
    .whereNot('s.id', id)
    .orderBy('s.code')
    .select({ code: 's.code', name: 's.name', areaM2: float(db, 's.area_m2'), status: 's.status' })
}

/** Ids of up to four others that can be had: same district first, then the nearest area. */
async function readSimilar(db: Db, row: DetailRow): Promise<number[]> {
  return db({ s: 'published_space' })
    .leftJoin({ d: 'district' }, 'd.id', 's.district_id')
    .whereIn('s.status', ['available', 'inCall'])
    .whereNot('s.id', row.id)
    .orderByRaw('(d.code IS NOT DISTINCT FROM ?) DESC, abs(s.area_m2 - ?::numeric) NULLS LAST, s.code', [
      row.district,
      row.areaM2,
    ])
    .limit(4)
    .pluck<number[]>('s.id')
}
