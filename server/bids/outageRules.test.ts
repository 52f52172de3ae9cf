import { expect, test } from 'vitest'
import { lostMinutes, proposeDeadline } from './outageRules.ts'

const at = (time: string) => new Date(`2027-03-31T${time}:00Z`)
const closesAt = at('10:00')
const span = (began: string, ended: string) => ({ beganAt: at(began), endedAt: at(ended) })

test.each([
  ['none', [], 0],
  ['one before the deadline', [span('08:00', '08:30')], 30],
  ['what lies after the deadline does not count', [span('09:50', '11:00')], 10],
  ['what overlaps counts once', [span('08:00', '09:00'), span('08:30', '09:10')], 70],
  [
    'more than a day before',
    [{ beganAt: new Date('2027-03-29T00:00:00Z'), endedAt: new Date('2027-03-30T10:00:00Z') }],
    0,
  ],
])('minutes lost: %s', (_, outages, minutes) => expect(lostMinutes(outages, closesAt)).toBe(minutes))

const holidays = { fixed: ['12-25'], easterMonday: true }
const now = new Date('2026-01-01T00:00:00Z')

test.each([
  ['the next day at the same hour', '2027-03-30T12:00', 60, '2027-03-31T12:00'],
  ['not on Sunday nor Easter Monday', '2027-03-27T12:00', 60, '2027-03-30T12:00'],
  ['as many days as were lost', '2027-03-30T12:00', 2 * 1440, '2027-04-01T12:00'],
  ['the hour stays though the clocks go forward', '2027-03-26T12:00', 60, '2027-03-27T12:00'],
])('the deadline that is proposed is %s', (_, deadline, lost, proposed) =>
  expect(proposeDeadline(deadline, { lost, now, holidays })).toBe(proposed),
)

test('a deadline that has passed meanwhile is not proposed', () =>
  expect(
    proposeDeadline('2027-03-30T12:00', { lost: 5, now: new Date('2027-04-01T11:00:00Z'), holidays }),
  ).toBe('2027-04-02T12:00'))
