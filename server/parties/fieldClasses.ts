import { type FieldClasses, leavesOf } from '../accounts/fieldAccess.ts'
import { type Change, type Changed, classedChanges, type FieldClass } from '../db/audit.ts'
import type { PartyData } from './schema.ts'

/** Who may know each thing told about a party; a number that identifies a person is restricted. */
export const dataClasses = {
  name: 'personal',
  legalForm: 'internal',
  constituted: 'internal',
  representative: 'personal',
  representativeFiscalCode: 'restricted',
  fiscalCode: 'restricted',
  vatNumber: 'personal',
  pec: 'personal',
  address: 'personal',
  email: 'personal',
  phone: 'personal',
  members: {
    name: 'personal',
    fiscalCode: 'restricted',
    vatNumber: 'personal',
    representative: 'personal',
    representativeFiscalCode: 'restricted',
    isLead: 'internal',
  },
} as const satisfies FieldClasses<PartyData>

/** Who may know what else happens to a party. */
const partyClasses = {
  kind: 'internal',
  account: 'internal',
  role: 'internal',
  invitation: 'internal',
  invitedEmail: 'personal',
  ended: 'internal',
} as const satisfies Record<string, FieldClass>

const isSame = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** What differs between two states of the data, each with its class. */
export function dataChanges(before: PartyData, after: PartyData): Record<string, Change> {
  const old = new Map(leavesOf(before, dataClasses).map(({ name, value }) => [name, value]))
  return Object.fromEntries(
    leavesOf(after, dataClasses)
      .filter(({ name, value }) => !isSame(old.get(name), value))
      .map(({ name, class: fieldClass, value }) => [
        name,
        { class: fieldClass, old: old.get(name) ?? null, new: value ?? null },
      ]),
  )
}

/** The other changes of an event, each with its class. */
export const partyChanges = (changed: Changed<keyof typeof partyClasses>) =>
  classedChanges(partyClasses, changed)
