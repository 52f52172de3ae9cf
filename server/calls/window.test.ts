import { expect, test } from 'vitest'
import { deadlineProblem, instantOf, timeFaults, timeProblem, windowFaults } from './window.ts'

const holidays = { fixed: ['12-25', '12-26', '01-01'], easterMonday: true }
const now = new Date('2026-11-29T10:00:00Z')
const problem = (printed: string) => deadlineProblem(printed, holidays, now)

test('a printed date that falls on a Sunday or a holiday is refused, never moved', () => {
  expect(problem('2027-03-28T12:00')).toBe('holiday')
  expect(problem('2027-03-29T12:00')).toBe('holiday')
  expect(problem('2026-12-25T12:00')).toBe('holiday')
  expect(problem('2026-12-07T12:00')).toBeNull()
  expect(problem('2026-12-05T12:00')).toBeNull()
})

test('a time skipped by summer time is refused; one that occurs twice in autumn is the later', () => {
  expect(timeProblem('2027-03-28T02:00')).toBe('skippedTime')
  expect(timeProblem('2027-03-28T02:59')).toBe('skippedTime')
  expect(timeProblem('2027-03-28T03:00')).toBeNull()
  expect(instantOf('2026-10-25T02:30').toISOString()).toBe('2026-10-25T01:30:00.000Z')
})

test('a day or an hour that does not exist is refused', () => {
  for (const printed of ['2027-02-29T12:00', '2027-13-01T12:00', '2027-03-01T24:00', '2027-03-01T12:60'])
    expect(timeProblem(printed)).toBe('noSuchTime')
})

test('the same minute is printed in winter and in summer', () => {
  expect(instantOf('2027-03-27T12:00').toISOString()).toBe('2027-03-27T11:00:00.000Z')
  expect(instantOf('2027-03-30T12:00').toISOString()).toBe('2027-03-30T10:00:00.000Z')
})

test('a window ends after it opens, and a call is not published for a time that is past', () => {
  const window = { opensAt: '2026-12-15T09:00', closesAt: '2026-12-15T09:00', questionsUntil: null }
  expect(timeFaults(window)).toEqual([{ pointer: '/closesAt', code: 'notAfterOpening' }])
  const faults = (opensAt: string | null, closesAt: string | null, standing = false) =>
    windowFaults({ opensAt, closesAt, questionsUntil: null, standing }, { holidays, now })
  expect(faults('2026-11-27T09:00', '2026-12-15T12:00')).toEqual([{ pointer: '/opensAt', code: 'inThePast' }])
  expect(faults('2026-12-15T09:00', '2027-01-15T12:00')).toEqual([])
  expect(faults(null, null)).toEqual([
    { pointer: '/opensAt', code: 'missing' },
    { pointer: '/closesAt', code: 'missing' },
  ])
  expect(faults('2026-12-15T09:00', null, true)).toEqual([])
})

test('questions end no later than the call, and on a day that is none of rest', () => {
  const window = { opensAt: '2026-12-15T09:00', closesAt: '2027-01-15T12:00' }
  const faults = (questionsUntil: string) =>
    windowFaults({ ...window, questionsUntil, standing: false }, { holidays, now })
  expect(faults('2027-01-15T12:00')).toEqual([])
  expect(faults('2027-01-15T12:01')).toEqual([{ pointer: '/questionsUntil', code: 'afterClosing' }])
  expect(faults('2026-12-25T12:00')).toEqual([{ pointer: '/questionsUntil', code: 'holiday' }])
})
