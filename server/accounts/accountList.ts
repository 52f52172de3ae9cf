import type { Knex } from 'knex'
import { timeZone } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { containing } from '../db/like.ts'
import { NotFoundError } from '../http/problem.ts'
import { anyGiveRefusals, disableRefusals, endRefusals, renameRefusals } from './roleRules.ts'
import type {
  AccountLine,
  AccountList,
  AccountsQuery,
  Language,
  ManagedAccount,
  Role,
  RoleRecord,
} from './schema.ts'

/** SQL: the state of account `a`; an account that was opened for somebody has no usable password yet. */
export const accountState = `CASE WHEN a.erased_at IS NOT NULL THEN 'erased'
  WHEN a.disabled_at IS NOT NULL THEN 'disabled'
  WHEN a.password_hash = 'none' AND NOT a.demo THEN 'invited' ELSE 'active' END`

/** SQL: the role of row `r` is held now. */
export const isHeld = `(r.valid_from <= clock_timestamp()
  AND (r.valid_until IS NULL OR r.valid_until > clock_timestamp()))`

/** SQL: the account whose id a column holds has an office or had one; its name stands beside what was done in it. */
export const isOfficial = (id: string) =>
  `EXISTS (SELECT FROM account_role r WHERE r.account_id = ${id} AND r.role <> 'applicant')`

/** SQL: an instant as a day in Italy. */
const dayOf = (column: string) => `to_char(${column} AT TIME ZONE '${timeZone}', 'YYYY-MM-DD')`

/** Whether somebody else is an administrator, not counting people of the demonstration. */
export async function isAdministratorLeft(db: Db, without: string): Promise<boolean> {
  const other = await db({ r: 'account_role' })
    .join({ a: 'account' }, 'a.id', 'r.account_id')
    .where({ 'r.role': 'administrator', 'a.demo': false })
    .whereNot('a.id', without)
    .whereNull('a.disabled_at')
    .whereNull('a.erased_at')
    .whereRaw(isHeld)
    .first('a.id')
  return other !== undefined
}

const lineColumns = (db: Db) => ({
  id: 'a.id',
  name: 'a.name',
  email: db.raw('a.email::text'),
  state: db.raw(accountState),
  demo: 'a.demo',
  createdAt: 'a.created_at',
  roles: db.raw(`coalesce((
    SELECT json_agg(json_build_object('role', r.role, 'district', r.district_code,
      'until', ${dayOf('r.valid_until')}) ORDER BY r.role, r.district_code, r.id)
    FROM account_role r WHERE r.account_id = a.id AND ${isHeld}), '[]')`),
})

type LineRow = Omit<AccountLine, 'createdAt'> & { createdAt: Date }

function filtered(db: Db, { q, role, state }: AccountsQuery): Knex.QueryBuilder {
  const rows = db({ a: 'account' })
  if (state) rows.whereRaw(`${accountState} = ?`, [state])
  else rows.whereNull('a.erased_at')
  if (role)
    rows.whereRaw(
      `EXISTS (SELECT FROM account_role r WHERE r.account_id = a.id AND r.role = ? AND ${isHeld})`,
      [role],
    )
  const text = q?.trim()
  if (text)
    rows.whereRaw('(a.name ILIKE :pattern OR a.email::text ILIKE :pattern)', {
      pattern: containing(text),
    })
  return rows
}

/** Accounts by name, with the roles they hold today. */
export async function listAccounts(db: Db, query: AccountsQuery): Promise<AccountList> {
  const { total } = await filtered(db, query).first(db.raw('count(*)::integer AS total'))
  const rows: LineRow[] = await filtered(db, query)
    .orderByRaw('lower(a.name), a.id')
    .limit(query.limit ?? 50)
    .offset(query.offset ?? 0)
    .select(lineColumns(db))
  return { total, items: rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })) }
}

async function readGrants(db: Db, id: string): Promise<Omit<RoleRecord, 'endRefusals'>[]> {
  return db({ r: 'account_role' })
    .leftJoin({ g: 'account' }, 'g.id', 'r.granted_by')
    .leftJoin({ e: 'account' }, 'e.id', 'r.ended_by')
    .where('r.account_id', id)
    .orderBy([
      { column: 'r.valid_from', order: 'desc' },
      { column: 'r.id', order: 'desc' },
    ])
    .select({
      id: 'r.id',
      role: 'r.role',
      district: 'r.district_code',
      from: db.raw(dayOf('r.valid_from')),
      until: db.raw(dayOf('r.valid_until')),
      isCurrent: db.raw(isHeld),
      givenBy: 'g.name',
      endedBy: 'e.name',
    })
}

interface AccountRow extends LineRow {
  language: Language
  fiscalCodeVerifiedAt: Date | null
  lastSeenAt: Date | null
  isOfficial: boolean
}

/**
 * An account with what its holder may do and why `actorId` cannot give it roles, end those it has, disable or
 * rename it.
 * @throws {NotFoundError} where there is none
 */
export async function readAccount(db: Db, actorId: string, id: string): Promise<ManagedAccount> {
  const found: AccountRow | undefined = await db({ a: 'account' })
    .where('a.id', id)
    .first({
      ...lineColumns(db),
      language: 'a.language',
      fiscalCodeVerifiedAt: 'a.fiscal_code_verified_at',
      lastSeenAt: db.raw('(SELECT max(s.last_seen_at) FROM session s WHERE s.account_id = a.id)'),
      isOfficial: db.raw(isOfficial('a.id')),
    })
  if (!found) throw new NotFoundError('There is no such account.')
  const { isOfficial: holdsOffice, ...row } = found
  const isOneLeft = row.demo || (await isAdministratorLeft(db, id))
  const held: Role[] = row.roles.map(({ role }) => role)
  const account = { id, state: row.state, held }
  const grants = await readGrants(db, id)
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    fiscalCodeVerifiedAt: row.fiscalCodeVerifiedAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    grants: grants.map(({ role, isCurrent, ...grant }) => ({
      ...grant,
      role,
      isCurrent,
      endRefusals: endRefusals({ actorId, accountId: id, role, isCurrent, isOneLeft }),
    })),
    giveRefusals: anyGiveRefusals({ actorId, account }),
    disableRefusals: disableRefusals({ actorId, account, isOneLeft }),
    renameRefusals: renameRefusals({ actorId, account, isOfficial: holdsOffice }),
  }
}
