import { describe, expect, test } from 'vitest'
import { appealDeadlines, dueAfterDelivery, recordFault } from './rules.ts'

const holidays = { fixed: ['12-07', '12-08', '12-25', '01-01'], easterMonday: true }
const due = (deliveredAt: string, days: number) => dueAfterDelivery(new Date(deliveredAt), days, holidays)

describe('a term that starts with a delivery', () => {
  test('regression 21: does not count the day of delivery, and counts the days of Italy', () => {
    expect(due('2026-11-23T10:00:00Z', 10)).toBe('2026-12-03')
    expect(due('2026-11-23T22:59:59Z', 10)).toBe('2026-12-03')
    expect(due('2026-11-23T23:00:00Z', 10)).toBe('2026-12-04')
  })

  test('regression 21: moves on from Sundays and holidays, as many as follow', () => {
    expect(due('2026-11-26T10:00:00Z', 10)).toBe('2026-12-09')
    expect(due('2027-03-18T10:00:00Z', 10)).toBe('2027-03-30')
    expect(due('2026-11-25T10:00:00Z', 10)).toBe('2026-12-05')
  })

  test('regression 21: is as long in days where the clocks change', () => {
    expect(due('2026-10-23T21:59:59Z', 5)).toBe('2026-10-28')
    expect(due('2026-10-23T22:00:00Z', 5)).toBe('2026-10-29')
    expect(due('2027-03-27T22:59:59Z', 5)).toBe('2027-04-01')
    expect(due('2027-03-27T23:00:00Z', 5)).toBe('2027-04-02')
  })
})

describe('time to appeal', () => {
  const until = (deliveredOn: string) =>
    appealDeadlines(deliveredOn, { regionalCourt: 60, presidency: 120 }, holidays)

  test('is 60 days for the court and 120 for the President', () => {
    expect(until('2026-11-23')).toEqual({ regionalCourt: '2027-01-22', presidency: '2027-03-23' })
  })

  test('for the court it stands still in August, and never ends on a Saturday', () => {
    expect(until('2026-07-20').regionalCourt).toBe('2026-10-19')
    expect(until('2026-08-10')).toEqual({ regionalCourt: '2026-10-30', presidency: '2026-12-09' })
    expect(until('2026-11-24').regionalCourt).toBe('2027-01-25')
  })
})

describe('the record of a notice on paper', () => {
  const record = {
    channel: 'registeredPost' as const,
    address: 'via Prova 1',
    sentOn: '2026-11-24',
    trackingNumber: 'AR 1',
    deliveredOn: '2026-11-26',
  }
  const fault = (changes: object) =>
    recordFault({ ...record, ...changes }, '2026-11-23', '2026-11-26')?.pointer ?? null

  test.each([
    [{}, null],
    [{ channel: 'byHand', trackingNumber: undefined }, null],
    [{ trackingNumber: ' ' }, '/trackingNumber'],
    [{ sentOn: '2026-11-22' }, '/sentOn'],
    [{ sentOn: '2026-11-27', deliveredOn: undefined }, '/sentOn'],
    [{ deliveredOn: '2026-11-23' }, '/deliveredOn'],
    [{ deliveredOn: '2026-11-27' }, '/deliveredOn'],
  ])('%o: %s', (changes, pointer) => expect(fault(changes)).toBe(pointer))
})
