import { expect, test } from 'vitest'
import { daysBetween, localDay, movedBy, openDay } from './demoDates.ts'

test('days are moved and counted across months and leap days', () => {
  expect(movedBy('2028-02-28', 2)).toBe('2028-03-01')
  expect(movedBy('2026-01-01', -1)).toBe('2025-12-31')
  expect(daysBetween('2026-10-01', '2026-11-23')).toBe(53)
})

test('the day is that of the city, not of the machine', () => {
  expect(localDay(new Date('2026-11-22T23:30:00Z'), 'Europe/Rome')).toBe('2026-11-23')
})

test('a call closes from Tuesday to Friday, never on a holiday', () => {
  expect(openDay('2026-11-24', [])).toBe('2026-11-24')
  expect(openDay('2026-12-05', ['12-08'])).toBe('2026-12-09')
  expect(openDay('2027-03-29', [])).toBe('2027-03-30')
  expect(openDay('2026-12-24', ['12-25', '12-26', '01-01'])).toBe('2026-12-24')
  expect(openDay('2026-12-25', ['12-25', '12-26'])).toBe('2026-12-29')
})
