import { expect, test } from 'vitest'
import { windowFaults, windowState } from './windows.ts'

const holidays = { fixed: ['08-15', '12-25'], easterMonday: true }
const now = new Date('2019-06-20T10:00:00Z')
const printed = {
  opensAt: '2019-06-15T09:00',
  closesAt: '2019-07-15T12:00',
  actNumber: null as string | null,
  actDate: null,
}
const codes = (changes: Partial<typeof printed>, before: { opensAt: Date; closesAt: Date } | null = null) =>
  windowFaults({ ...printed, ...changes }, { before, now, holidays }).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  )

test('regression 21: a printed end on a holiday is refused, not moved; times are of the clocks of Italy', () => {
  expect(codes({})).toEqual([])
  expect(codes({ closesAt: '2019-07-14T12:00' })).toEqual(['/closesAt holiday'])
  expect(codes({ closesAt: '2019-08-15T12:00' })).toEqual(['/closesAt holiday'])
  expect(codes({ opensAt: '2019-03-31T02:30' })).toEqual(['/opensAt skippedTime'])
  expect(codes({ opensAt: '2019-02-30T09:00' })).toEqual(['/opensAt noSuchTime'])
  expect(codes({ closesAt: '2019-06-15T09:00' })).toEqual(['/closesAt notAfterOpening'])
})

const open = { opensAt: new Date('2019-06-15T07:00:00Z'), closesAt: new Date('2019-07-15T10:00:00Z') }

test('a window that has opened keeps its start, and its end moves later only, by an act', () => {
  expect(codes({}, open)).toEqual([])
  expect(codes({ opensAt: '2019-06-14T09:00' }, open)).toEqual(['/opensAt openedAlready'])
  expect(codes({ closesAt: '2019-07-12T12:00', actNumber: 'DCC 1' }, open)).toEqual(['/closesAt notLater'])
  expect(codes({ closesAt: '2019-07-22T12:00' }, open)).toEqual(['/actNumber actMissing'])
  expect(codes({ closesAt: '2019-07-22T12:00', actNumber: 'DCC 1' }, open)).toEqual([])
})

test('regression 21: one second after the printed end is late; after the decision nothing is taken', () => {
  const at = (ms: number, status: 'observations' | 'approved' = 'observations') =>
    windowState('observation', open, { status, now: new Date(open.closesAt.getTime() + ms) })
  expect([at(0), at(1), at(0, 'approved')]).toEqual(['open', 'late', 'over'])
  const before = new Date(open.opensAt.getTime() - 1)
  expect(windowState('observation', open, { status: 'deposited', now: before })).toBe('notYet')
  const later = new Date(open.closesAt.getTime() + 1)
  expect(windowState('proposal', open, { status: 'initiated', now: later })).toBe('late')
  expect(windowState('proposal', open, { status: 'adopted', now: later })).toBe('over')
})
