import { expect, test } from 'vitest'
import {
  addDays,
  callPhase,
  easterSunday,
  eligibilityRefusals,
  generalQuestions,
  nextWorkingDay,
  romeDate,
  romeInstant,
} from './rules.ts'

const call = {
  status: 'published' as const,
  opensAt: romeInstant('2026-03-01', '09:00'),
  closesAt: romeInstant('2026-03-31', '12:00'),
}

test('regression 21: a call closes at its minute in Italy, and one second late is late', () => {
  expect(callPhase(call, new Date('2026-03-31T09:59:59Z'))).toBe('open')
  expect(callPhase(call, new Date('2026-03-31T10:00:00Z'))).toBe('open')
  expect(callPhase(call, new Date('2026-03-31T10:00:01Z'))).toBe('closed')
})

test('regression 21: opened in winter time, closed in summer time', () => {
  expect(call.opensAt.toISOString()).toBe('2026-03-01T08:00:00.000Z')
  expect(call.closesAt.toISOString()).toBe('2026-03-31T10:00:00.000Z')
  expect(callPhase(call, new Date('2026-03-01T07:59:59Z'))).toBe('upcoming')
  expect(callPhase(call, new Date('2026-03-01T08:00:00Z'))).toBe('open')
})

test('the hour that spring skips counts from the change, the one autumn repeats is the later', () => {
  expect(romeInstant('2026-03-29', '02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z')
  expect(romeInstant('2026-10-25', '02:30').toISOString()).toBe('2026-10-25T01:30:00.000Z')
})

test('a call that ended is concluded or revoked, whatever its dates', () => {
  const during = new Date('2026-03-15T10:00:00Z')
  expect(callPhase({ ...call, status: 'concluded' }, during)).toBe('concluded')
  expect(callPhase({ ...call, status: 'noBids' }, during)).toBe('concluded')
  expect(callPhase({ ...call, status: 'revoked' }, during)).toBe('revoked')
  expect(callPhase({ ...call, status: 'evaluating' }, during)).toBe('closed')
  expect(callPhase({ ...call, closesAt: null }, new Date('2036-03-15T10:00:00Z'))).toBe('open')
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

test('a refusal names the rule; a question not answered is a refusal too', () => {
  const answers = { mayAct: true, noArrears: true, noOccupation: false }
  const refusals = eligibilityRefusals(generalQuestions, answers)
  expect(refusals.map(({ code }) => code)).toEqual(['noArrears', 'mayContract'])
  expect(refusals[0]?.rule).toContain('debiti')
})
