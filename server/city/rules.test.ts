import { expect, test } from 'vitest'
import { addDays, easterSunday, nextWorkingDay, romeDate, romeInstant } from './rules.ts'

test('the hour that spring skips counts from the change, the one autumn repeats is the later', () => {
  expect(romeInstant('2026-03-29', '02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z')
  expect(romeInstant('2026-10-25', '02:30').toISOString()).toBe('2026-10-25T01:30:00.000Z')
})

test('the year of a number is the year in Italy', () => {
  expect(romeDate(new Date('2026-12-31T22:59:59Z'))).toBe('2026-12-31')
  expect(romeDate(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01')
})

test('regression 21: a term on a Sunday or a holiday moves to the next working day', () => {
  const holidays = { fixed: ['12-07', '12-08', '12-25', '12-26'], easterMonday: true }
  expect(nextWorkingDay('2026-12-05', holidays)).toBe('2026-12-05')
  expect(nextWorkingDay('2026-12-06', holidays)).toBe('2026-12-09')
  expect(nextWorkingDay('2026-04-05', holidays)).toBe('2026-04-07')
  expect(nextWorkingDay('2026-12-25', holidays)).toBe('2026-12-28')
})

test('Easter falls where the calendar says', () => {
  expect([2024, 2025, 2026, 2027, 2038].map(easterSunday)).toEqual([
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
  ])
})

test('days are counted over the ends of months and the change of time', () => {
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
  expect(addDays('2027-02-28', 1)).toBe('2027-03-01')
})
