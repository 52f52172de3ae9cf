import { recordEvent } from '../db/audit.ts'
import { day } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import type { Area, Coverage, KeptRun, Value } from './schema.ts'

/** Who keeps a run: a person who asked, or the clock for a month (YYYY-MM). */
export type Keeper = { reason: 'asked'; id: string; role: string } | { reason: 'monthly'; month: string }

const valuesAtOnce = 2000

/**
 * Keeps figures as they are told, for ever; one run a month by the clock.
 * @returns the id, or null where the month has its run already
 */
export async function keepRun(db: Db, coverage: Coverage, keeper: Keeper): Promise<number | null> {
  return db.transaction(async (trx) => {
    const { run, areas, ...told } = coverage
    const [kept] = await trx('coverage_run')
      .insert({
        date: run.date,
        computed_at: run.computedAt,
        reason: keeper.reason,
        ...(keeper.reason === 'asked' ? { asked_by: keeper.id } : { month: keeper.month }),
        data_version: run.dataVersion,
        method: run.method,
        told: JSON.stringify(told),
      })
      .onConflict('month')
      .ignore()
      .returning('id')
    if (!kept) return null
    await insertAreas(trx, kept.id, areas)
    await recordEvent(trx, {
      actor: keeper.reason === 'asked' ? { id: keeper.id, role: keeper.role } : { id: null, role: 'program' },
      action: 'kept',
      objectKind: 'coverageRun',
      objectId: String(kept.id),
      changes: {
        run: { class: 'public', old: null, new: { ...run, id: kept.id, reason: keeper.reason } },
      },
    })
    return kept.id
  })
}

async function insertAreas(trx: Db, runId: number, areas: readonly Area[]): Promise<void> {
  await trx('coverage_area').insert(
    areas.map(({ values: _values, ...told }, position) => ({
      run_id: runId,
      position,
      kind: told.kind,
      code: told.code,
      told: JSON.stringify(told),
    })),
  )
  const values = areas.flatMap(({ kind, code, values }) =>
    Object.entries(values).map(([indicator, value]) => ({ run_id: runId, kind, code, indicator, ...value })),
  )
  for (let from = 0; from < values.length; from += valuesAtOnce) {
    await trx('coverage_value').insert(values.slice(from, from + valuesAtOnce))
  }
}

const runColumns = (db: Db) => ({
  id: 'r.id',
  date: day(db, 'r.date'),
  computedAt: 'r.computed_at',
  reason: 'r.reason',
  dataVersion: 'r.data_version',
  method: 'r.method',
})

interface RunRow extends Omit<KeptRun, 'computedAt' | 'travel'> {
  computedAt: Date
  told: Omit<Coverage, 'run' | 'areas'>
}

/** Runs that were kept, the newest first. */
export async function listRuns(db: Db): Promise<KeptRun[]> {
  const rows: (Omit<KeptRun, 'computedAt'> & { computedAt: Date })[] = await db({ r: 'coverage_run' })
    .orderBy('r.id', 'desc')
    .select({ ...runColumns(db), travel: db.raw("r.told -> 'travel' ->> 'mode'") })
  return rows.map((row) => ({ ...row, computedAt: row.computedAt.toISOString() }))
}

/**
 * A run as it was told when it was kept.
 * @throws {NotFoundError} where there is none
 */
export async function readKeptRun(db: Db, id: number): Promise<Coverage> {
  const row: RunRow | undefined = await db({ r: 'coverage_run' })
    .where('r.id', id)
    .select({ ...runColumns(db), told: 'r.told' })
    .first()
  if (!row) throw new NotFoundError(`There is no kept run ${id} of coverage.`)
  const { told, reason: _reason, computedAt, ...run } = row
  return { run: { ...run, computedAt: computedAt.toISOString() }, ...told, areas: await readAreas(db, id) }
}

async function readAreas(db: Db, runId: number): Promise<Area[]> {
  const areas: { told: Omit<Area, 'values'> }[] = await db({ a: 'coverage_area' })
    .where('a.run_id', runId)
    .orderBy('a.position')
    .select({ told: 'a.told' })
  const rows: (Value & { kind: string; code: string; indicator: string })[] = await db({
    v: 'coverage_value',
  })
    .where('v.run_id', runId)
    .select({
      kind: 'v.kind',
      code: 'v.code',
      indicator: 'v.indicator',
      value: 'v.value',
      state: 'v.state',
      count: 'v.count',
    })
  const values = new Map<string, Record<string, Value>>()
  for (const { kind, code, indicator, ...value } of rows) {
    const key = `${kind} ${code}`
    values.set(key, { ...values.get(key), [indicator]: value })
  }
  return areas.map(({ told }) => ({
    ...told,
    values: values.get(`${told.kind} ${told.code}`) as Area['values'],
  }))
}

/** Whether a month has its run. */
export async function hasMonth(db: Db, month: string): Promise<boolean> {
  return Boolean(await db('coverage_run').where({ month }).first('id'))
}
