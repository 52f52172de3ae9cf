import type { Db } from '../db/index.ts'
import { isHeld } from './accountList.ts'
import { type Permission, permissions } from './permissions.ts'
import type { Language, Role } from './words.ts'

/** Accounts in use that hold one of these roles now. */
export const holdersOfRoles = (db: Db, roles: readonly Role[]): Promise<string[]> =>
  db({ r: 'account_role' })
    .join({ a: 'account' }, 'a.id', 'r.account_id')
    .whereIn('r.role', [...roles])
    .whereRaw(isHeld)
    .whereNull('a.disabled_at')
    .distinct()
    .pluck<string[]>('a.id')

/** Accounts in use whose roles give a permission now. */
export const holdersOf = (db: Db, permission: Permission): Promise<string[]> => {
  const roles = permissions[permission]
  return roles === 'signedIn' ? Promise.resolve([]) : holdersOfRoles(db, roles)
}

/** Accounts in use of the office of one Municipio. */
export const officeOfDistrict = (db: Db, district: string): Promise<string[]> =>
  db({ r: 'account_role' })
    .join({ a: 'account' }, 'a.id', 'r.account_id')
    .where({ 'r.role': 'districtOffice', 'r.district_code': district })
    .whereRaw(isHeld)
    .whereNull('a.disabled_at')
    .distinct()
    .orderBy('a.id')
    .pluck<string[]>('a.id')

/** Somebody a letter can be written to. */
export interface Addressee {
  id: string
  name: string
  email: string
  language: Language
  /** Of the demonstration: nobody reads the address. */
  demo: boolean
}

/** Those of some accounts that are in use and have an address, in the order of their ids. */
export const readAddressees = (db: Db, ids: readonly string[]): Promise<Addressee[]> =>
  db('account')
    .whereIn('id', [...ids])
    .whereNull('disabled_at')
    .whereNotNull('email')
    .orderBy('id')
    .select({ id: 'id', name: 'name', email: db.raw('email::text'), language: 'language', demo: 'demo' })
