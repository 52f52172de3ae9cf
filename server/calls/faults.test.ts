import { expect, test } from 'vitest'
import { callContent } from '../testing/calls.ts'
import { callFaults, type FaultContext, type LotSpace } from './faults.ts'
import type { CallContent } from './schema.ts'

const free: LotSpace = {
  code: 'A',
  ownership: 'municipal',
  status: 'available',
  otherCall: null,
  isInThisCall: false,
}
const context: FaultContext = {
  holidays: { fixed: [], easterMonday: true },
  now: new Date('2026-11-29T10:00:00Z'),
  today: '2026-11-29',
  uses: ['artigianato_produttivo'],
  hasKey: true,
  spaces: new Map([
    ['A', free],
    ['B', { ...free, code: 'B', status: 'inUse' }],
    ['C', { ...free, code: 'C', ownership: 'private' }],
    ['D', { ...free, code: 'D', status: 'inCall', otherCall: 'ALTRO' }],
  ]),
}
const faultsOf = (changes: Partial<CallContent>, spaces = ['A'], more: Partial<FaultContext> = {}) =>
  callFaults(callContent(spaces, changes), { ...context, ...more }).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  )

test('a whole call has no faults', () => {
  expect(faultsOf({})).toEqual([])
})

test('what is missing is named, each thing at its place', () => {
  expect(
    faultsOf({
      text: ' ',
      acts: [],
      caseOfficer: null,
      opensAt: null,
      closesAt: null,
      lots: [],
      requiredDocuments: [],
      criteria: null,
    }),
  ).toEqual([
    '/text missing',
    '/caseOfficer missing',
    '/acts approvalMissing',
    '/opensAt missing',
    '/closesAt missing',
    '/lots noLots',
    '/requiredDocuments missing',
    '/criteria missing',
  ])
})

test('only spaces of the city that are free and in no other call make a lot', () => {
  expect(faultsOf({}, ['B', 'C', 'D', 'X', 'A', 'A'])).toEqual([
    '/lots/0/spaces/0 notFree',
    '/lots/1/spaces/0 notOurs',
    '/lots/2/spaces/0 inAnotherCall',
    '/lots/3/spaces/0 unknownSpace',
    '/lots/5/spaces/0 inTwoLots',
  ])
})

test('a reduction names its legal basis, a criterion has points, ties are parted by rule', () => {
  const whole = callContent(['A'])
  const [lot] = whole.lots
  const reduction = { code: 'x', label: 'Sconto', labelEn: 'Discount', rate: 0.1, legalBasis: '' }
  if (!lot || !whole.criteria) throw new Error('a whole call has both')
  expect(faultsOf({ lots: [{ ...lot, rent: { baseEurYear: 1500, reductions: [reduction] } }] })).toEqual([
    '/lots/0/rent/reductions/0/legalBasis legalBasisMissing',
  ])
  expect(faultsOf({ lots: [{ ...lot, rent: null }] })).toEqual(['/lots/0/rent missing'])
  expect(faultsOf({ criteria: { ...whole.criteria, ties: [] } })).toEqual(['/criteria/ties tieRuleMissing'])
  expect(faultsOf({ criteria: { ...whole.criteria, technicalThreshold: 71 } })).toEqual([
    '/criteria/technicalThreshold thresholdAboveMost',
  ])
})

test('an open call keeps its lots and its window; they are not checked against the clock again', () => {
  const published = callContent(['A'])
  const open = { published, isOpen: true, now: new Date('2099-03-10T10:00:00Z') }
  expect(faultsOf({ title: 'Altro titolo' }, ['A'], open)).toEqual([])
  expect(faultsOf({ closesAt: '2099-04-01T12:00' }, ['A'], open)).toEqual(['/closesAt windowFixed'])
  expect(faultsOf({}, ['A', 'B'], open)).toContain('/lots lotsFixed')
})

test('a standing call needs neither criteria nor an end', () => {
  expect(faultsOf({ standing: true, criteria: null, closesAt: null })).toEqual([])
})
