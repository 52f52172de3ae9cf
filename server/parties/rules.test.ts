import { describe, expect, test } from 'vitest'
import { needsVatNumber, partyFaults, reasonToStay } from './rules.ts'
import type { PartyData, PartyKind } from './schema.ts'

const reach = { address: 'via Prova 1, 20159 Milano', email: 'info@example.org', phone: '+39 02 0202' }
const company: PartyData = {
  ...reach,
  name: 'Telai srl',
  legalForm: 'company',
  representative: 'Anna Ferrari',
  fiscalCode: '01199250158',
  vatNumber: 'IT 01199250158',
}
const member = { name: 'Telai srl', fiscalCode: '01199250158', representative: 'Anna Ferrari' }
const grouping: PartyData = {
  ...reach,
  name: 'RTI Officine',
  constituted: false,
  members: [
    { ...member, isLead: true },
    { ...member, name: 'Ciclofficina', fiscalCode: '00743110157' },
  ],
}
const faults = (kind: PartyKind, data: PartyData) =>
  partyFaults(kind, data).map(({ pointer, code }) => `${pointer} ${code}`)

describe('who may ask', () => {
  test.each<[string, PartyKind, PartyData]>([
    ['a company', 'organisation', company],
    [
      'a sole trader, by the code of the person',
      'organisation',
      { ...company, legalForm: 'soleTrader', fiscalCode: 'RSSMRA80A01F205X' },
    ],
    [
      'an association without VAT number',
      'organisation',
      { ...company, legalForm: 'association', vatNumber: '' },
    ],
    [
      'a firm to be set up, by the code of its promoter and without VAT number',
      'organisation',
      { ...company, constituted: false, fiscalCode: 'RSSMRA80A01F205X', vatNumber: '' },
    ],
    [
      'a company with a PEC and no address',
      'organisation',
      { ...company, address: '', pec: 'a@pec.example' },
    ],
    ['a person', 'person', { ...reach, name: 'Anna Ferrari', fiscalCode: 'RSSMRA80A01F205X' }],
    ['a grouping to be set up', 'temporaryGrouping', grouping],
  ])('%s', (_, kind, data) => expect(faults(kind, data)).toEqual([]))

  test.each<[string, PartyKind, PartyData, string]>([
    ['a firm of no form', 'organisation', { ...company, legalForm: undefined }, '/legalForm required'],
    [
      'a company with a person’s code',
      'organisation',
      { ...company, fiscalCode: 'RSSMRA80A01F205X' },
      '/fiscalCode invalidFiscalCode',
    ],
    ['a company without VAT number', 'organisation', { ...company, vatNumber: '' }, '/vatNumber required'],
    ['neither a PEC nor an address', 'organisation', { ...company, address: '' }, '/address required'],
    ['an address of a word', 'organisation', { ...company, address: 'Milano' }, '/address tooShort'],
    ['a broken PEC', 'organisation', { ...company, pec: 'pec' }, '/pec invalidEmail'],
    [
      'a grouping of one',
      'temporaryGrouping',
      { ...grouping, members: grouping.members?.slice(0, 1) },
      '/members tooFewMembers',
    ],
    [
      'a grouping of two leads',
      'temporaryGrouping',
      { ...grouping, members: grouping.members?.map((each) => ({ ...each, isLead: true })) },
      '/members oneLead',
    ],
    [
      'a grouping of one twice',
      'temporaryGrouping',
      { ...grouping, members: [{ ...member, isLead: true }, member] },
      '/members/1/fiscalCode sameMember',
    ],
  ])('not %s', (_, kind, data, fault) => expect(faults(kind, data)).toEqual([fault]))

  test('a VAT number is needed of who trades, once it exists', () => {
    expect(needsVatNumber('organisation', company)).toBe(true)
    expect(needsVatNumber('organisation', { ...company, constituted: false })).toBe(false)
    expect(needsVatNumber('person', {})).toBe(false)
  })
})

test.each([
  [{ isOwn: true }, 'ownParty'],
  [{ role: 'editor' as const, openRequests: 5 }, null],
  [{ representatives: 2, openRequests: 5 }, null],
  [{ openRequests: 1 }, 'openRequests'],
  [{ people: 3 }, 'lastRepresentative'],
  [{}, null],
])('leaving with %j: %s', (changes, reason) => {
  const alone = {
    isOwn: false,
    role: 'representative' as const,
    representatives: 1,
    people: 1,
    openRequests: 0,
  }
  expect(reasonToStay({ ...alone, ...changes })).toBe(reason)
})

test('a name of several lines or with the address of a site is told before it is sent', () => {
  const faults = partyFaults('person', { name: 'Clicca www.evil.example' })
  expect(faults).toContainEqual({ pointer: '/name', code: 'notAName' })
  expect(partyFaults('person', { name: 'A\nB' })).toContainEqual({ pointer: '/name', code: 'notAName' })
  expect(partyFaults('person', { name: 'A' })).toContainEqual({ pointer: '/name', code: 'tooShort' })
})
