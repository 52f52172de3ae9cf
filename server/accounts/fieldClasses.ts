import { type Changed, classedChanges, type FieldClass } from '../db/audit.ts'
import type { FieldClasses } from './fieldAccess.ts'
import type { Profile } from './schema.ts'

/**
 * Who may know each thing about an account: what it says of its owner, how they sign in, what they may do. A
 * number that identifies a person is restricted.
 */
const accountClasses = {
  name: 'personal',
  nameIsVerified: 'internal',
  nameIsOfficial: 'internal',
  email: 'personal',
  phone: 'personal',
  language: 'internal',
  hasPassword: 'internal',
  createdAt: 'internal',
  fiscalCode: 'restricted',
  note: 'personal',
  method: 'internal',
  issuer: 'internal',
  subject: 'personal',
  identifiedBy: 'internal',
  browser: 'personal',
  by: 'internal',
  role: 'internal',
  district: 'internal',
  until: 'internal',
  state: 'internal',
  reason: 'personal',
} as const satisfies FieldClasses<Profile> & Record<string, FieldClass>

/** The changes of an event about an account, each with its class. */
export const accountChanges = (changed: Changed<keyof typeof accountClasses>) =>
  classedChanges(accountClasses, changed)
