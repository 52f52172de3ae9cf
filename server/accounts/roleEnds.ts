import { romeDate, timeZone } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { eachInTurn } from '../db/eachInTurn.ts'
import type { Db } from '../db/index.ts'
import { publicLink } from '../mail/body.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import { isHeld } from './accountList.ts'
import { roleLetter } from './roleLetters.ts'
import { type LockedAccount, lockAccount, type TellingFrom, tell } from './roles.ts'
import type { Language, Role } from './schema.ts'

/** How many days before its last one the end of a role is told. */
const daysBefore = [30, 7]

interface Ending {
  id: number
  accountId: string
  role: Role
  district: string | null
  until: Date
  /** The fewest of `daysBefore` that are reached. */
  days: number
}

const dayOf = (instant: string) => `(${instant} AT TIME ZONE '${timeZone}')::date`

/**
 * Roles whose end is to be told now: each once for each number of days, and not where the role was given later
 * than that, since the letter that gave it said its end.
 */
async function readEndings(db: Db): Promise<Ending[]> {
  const { rows } = await db.raw<{ rows: Ending[] }>(
    `SELECT r.id, r.account_id AS "accountId", r.role, r.district_code AS district, r.valid_until AS until,
       step.days
     FROM account_role r
     JOIN account a ON a.id = r.account_id
     CROSS JOIN LATERAL (
       SELECT min(d.days) AS days FROM unnest(?::integer[]) d (days)
       WHERE ${dayOf('r.valid_until')} - ${dayOf('clock_timestamp()')} <= d.days) step
     WHERE ${isHeld} AND ${dayOf('r.valid_until')} - ${dayOf('r.valid_from')} > step.days
       AND NOT a.demo AND a.disabled_at IS NULL AND a.erased_at IS NULL
       AND NOT EXISTS (SELECT FROM role_end_told t WHERE t.role_id = r.id AND t.days <= step.days)
     ORDER BY r.valid_until, r.id`,
    [daysBefore],
  )
  return rows
}

interface Administrator {
  id: string
  name: string
  email: string | null
  language: Language
}

/** Who can give the role again: administrators, but for the one whose role it is. */
async function readAdministrators(trx: Db, holderId: string): Promise<Administrator[]> {
  return trx({ a: 'account' })
    .whereExists(
      trx({ r: 'account_role' }).whereRaw(`r.account_id = a.id AND r.role = 'administrator' AND ${isHeld}`),
    )
    .where({ 'a.demo': false })
    .whereNot('a.id', holderId)
    .whereNull('a.disabled_at')
    .whereNull('a.erased_at')
    .orderBy('a.id')
    .select('a.id', 'a.name', trx.raw('a.email::text'), 'a.language')
}

async function tellAdministrators(
  { trx, publicUrl }: TellingFrom,
  holder: LockedAccount,
  { role, district, until }: { role: Role; district: string | null; until: string },
): Promise<void> {
  const administrators = await readAdministrators(trx, holder.id)
  const told = administrators.map(({ id }) => id)
  const about = { objectKind: 'account', objectId: holder.id }
  await notify(trx, told, { kind: 'account.othersRoleEnding', ...about, facts: { role, until } })
  const link = publicLink({ publicUrl }, `/admin/accounts/${holder.id}`)
  for (const { name, email, ...account } of administrators) {
    const facts = { name, holder: holder.name, role, district, until, link }
    if (email) await queueLetter(trx, roleLetter('othersRoleEnding', { ...account, email }, facts))
  }
}

/** Tells of one end, unless it was told meanwhile or the role is over; whether it was told. */
async function tellEnding(
  telling: TellingFrom,
  { id, accountId, days, role, district, until }: Ending,
): Promise<boolean> {
  const { trx } = telling
  const holder = await lockAccount(trx, accountId)
  const { rowCount } = await trx.raw(
    `INSERT INTO role_end_told (role_id, days) SELECT r.id, ?::integer FROM account_role r
     WHERE r.id = ? AND ${isHeld} ON CONFLICT DO NOTHING`,
    [days, id],
  )
  if (rowCount === 0) return false
  const facts = { role, district, until: romeDate(until) }
  await tell(telling, 'roleEnding', holder, facts)
  await tellAdministrators(telling, holder, facts)
  return true
}

/**
 * Tells holders and administrators of roles that end in 30 days, and in 7; a server that was away tells what is
 * still ahead.
 * @returns how many ends were told
 */
export async function tellRoleEnds({ db, config }: Pick<Context, 'db' | 'config'>): Promise<number> {
  let told = 0
  const { publicUrl } = config
  await eachInTurn(await readEndings(db), async (ending) => {
    if (await db.transaction((trx) => tellEnding({ trx, publicUrl }, ending))) told += 1
  })
  return told
}
