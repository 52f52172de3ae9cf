import type { CityPack } from '../city/pack.ts'
import { romeDate } from '../city/rules.ts'
import { databaseNow } from '../db/clock.ts'
import { day } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { situationOf } from './examining.ts'
import { type PromisedRow, readWaits } from './parts.ts'
import { applications, readWhole } from './reading.ts'
import { actionsIn, obstaclesTo } from './rules.ts'
import { type DeskApplication, type DeskCheck, type DeskQueue, waitingSteps } from './schema.ts'

type QueueRow = Omit<DeskQueue['items'][number], 'steps' | 'receivedAt'> & PromisedRow & { receivedAt: Date }

/** Every application that was sent, those that wait first, and the editions. */
export async function readQueue(db: Db, city: Pick<CityPack, 'holidays'>): Promise<DeskQueue> {
  const open = waitingSteps.map((step) => `'${step}'`).join(', ')
  const rows: QueueRow[] = await applications(db)
    .leftJoin({ o: 'account' }, 'o.id', 'a.assigned_to')
    .whereNot({ 'a.status': 'draft' })
    .orderByRaw(`a.status IN (${open}) DESC, a.received_at, a.id`)
    .select({
      id: 'a.id',
      number: 'a.number',
      edition: 'e.code',
      lab: 'l.code',
      labName: 'l.name',
      status: 'a.status',
      officer: 'o.name',
      receivedAt: 'a.received_at',
      validUntil: db.raw("to_char(upper(a.validity) - 1, 'YYYY-MM-DD')"),
      dueOn: db.raw(
        "(SELECT to_char(k.due_on, 'YYYY-MM-DD') FROM lab_list_ask k WHERE k.application_id = a.id AND k.closed_at IS NULL)",
      ),
      takeDays: 'e.take_days',
      examineDays: 'e.examine_days',
      answerDays: 'e.answer_days',
    })
  const waits = await readWaits(db, city, rows)
  const items = rows.map(({ takeDays: _t, examineDays: _e, answerDays: _a, receivedAt, ...row }) => ({
    ...row,
    receivedAt: receivedAt.toISOString(),
    steps: waits.get(row.id) ?? [],
  }))
  return { editions: await listEditions(db, open), items }
}

async function listEditions(db: Db, open: string): Promise<DeskQueue['editions']> {
  const count = (states: string) =>
    db.raw(
      `(SELECT count(*)::integer FROM lab_list_application a WHERE a.edition_id = e.id AND a.status IN (${states}))`,
    )
  const rows: (Omit<DeskQueue['editions'][number], 'publishedAt'> & { publishedAt: Date | null })[] =
    await db({
      e: 'lab_list_edition',
    })
      .orderByRaw('e.opens_on DESC, e.code')
      .select({
        code: 'e.code',
        title: 'e.title',
        publishedAt: 'e.published_at',
        opensOn: day(db, 'e.opens_on'),
        closesOn: day(db, 'e.closes_on'),
        open: count(open),
        listed: count("'listed', 'suspended'"),
      })
  return rows.map((row) => ({ ...row, publishedAt: row.publishedAt?.toISOString() ?? null }))
}

/** Every check of an application, the newest first. */
async function listChecks(db: Db, id: string): Promise<DeskCheck[]> {
  const { rows } = await db.raw<{ rows: DeskCheck[] }>(
    `SELECT r.code AS requirement, c.outcome, c.note, to_char(c.checked_on, 'YYYY-MM-DD') AS "checkedOn",
       o.name AS officer, c.id = max(c.id) OVER (PARTITION BY c.requirement_id) AS "isLast"
     FROM lab_list_check c
     JOIN lab_list_requirement r ON r.id = c.requirement_id
     JOIN account o ON o.id = c.checked_by
     WHERE c.application_id = :id ORDER BY c.id DESC`,
    { id },
  )
  return rows
}

/**
 * An application as the office examines it, with what can be done and what stands in the way.
 * @throws {NotFoundError} where there is none, or it is a draft
 */
export async function readDeskApplication(
  db: Db,
  city: Pick<CityPack, 'holidays'>,
  id: string,
): Promise<DeskApplication> {
  const row = await db({ a: 'lab_list_application' })
    .join({ p: 'party' }, 'p.id', 'a.party_id')
    .leftJoin({ o: 'account' }, 'o.id', 'a.assigned_to')
    .where({ 'a.id': id })
    .whereNot({ 'a.status': 'draft' })
    .first({
      editionId: 'a.edition_id',
      status: 'a.status',
      officer: 'o.name',
      name: 'p.name',
      email: 'p.email',
      pec: 'p.pec',
    })
  const whole = row && (await readWhole(db, city, id, { onlySent: true }))
  if (!whole) throw new NotFoundError('There is no such application to the list.')
  const today = romeDate(await databaseNow(db))
  const situation = await situationOf(db, { id, editionId: row.editionId, status: row.status }, today)
  return {
    ...whole,
    party: { name: row.name, email: row.email || null, pec: row.pec },
    officer: row.officer,
    checks: await listChecks(db, id),
    actions: actionsIn(row.status).map((action) => ({ action, obstacles: obstaclesTo(action, situation) })),
  }
}
