import { expect, test } from 'vitest'
import type { CallItem } from '#schema/calls'
import { datesOf, matchesState, noFilters, readCallsState, writeCallsState } from './callsState.ts'
import { timeLeft } from './timeLeft.ts'

const call = {
  code: 'B-1',
  title: 'Botteghe in città',
  phase: 'open',
  opensAt: '2026-02-01T08:00:00.000Z',
  closesAt: '2026-04-01T10:00:00.000Z',
  actDate: '2025-12-20',
  lots: [{ title: 'Lotto 1', spaces: [{ code: 'MI-9-1', name: 'via Prova', district: '9' }] }],
} as unknown as CallItem

test('the address holds the filters, and what it does not know is left out', () => {
  const address = '/calls?q=via&year=2026&phase=open&district=9'
  const state = readCallsState(new URLSearchParams(address.split('?')[1]))
  expect(writeCallsState(state)).toBe(address)
  const unknown = readCallsState(new URLSearchParams('year=26&phase=never&color=red'))
  expect(writeCallsState(unknown)).toBe('/calls')
})

test.each([
  [{ q: 'citta prova' }, true],
  [{ q: 'MI-9-1' }, true],
  [{ q: 'officina' }, false],
  [{ year: '2026' }, true],
  [{ year: '2025' }, false],
  [{ phase: 'closed' as const }, false],
  [{ district: '9' }, true],
  [{ district: '1' }, false],
])('%o finds the call: %s', (filters, found) => {
  expect(matchesState(call, { ...noFilters, ...filters })).toBe(found)
})

test('months show what is still to come, or all of a chosen year', () => {
  const march = new Date('2026-03-01T00:00:00Z')
  const whats = (year?: string) => datesOf([call], year, march).map(({ what }) => what)
  expect(whats()).toEqual(['closes'])
  expect(whats('2026')).toEqual(['opens', 'closes'])
  expect(whats('2025')).toEqual([])
})

test('the countdown counts whole seconds and ends at the instant', () => {
  expect(timeLeft(90_061_999)).toEqual({ days: 1, clock: '01:01:01' })
  expect(timeLeft(999)).toEqual({ days: 0, clock: '00:00:00' })
  expect(timeLeft(0)).toBeNull()
})
