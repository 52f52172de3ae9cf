import { expect, test } from 'vitest'
import { romeInstant } from '../city/rules.ts'
import { callPhase, eligibilityLight, eligibilityRefusals, generalQuestions } from './rules.ts'

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

test('a call that ended is concluded or revoked, whatever its dates', () => {
  const during = new Date('2026-03-15T10:00:00Z')
  expect(callPhase({ ...call, status: 'concluded' }, during)).toBe('concluded')
  expect(callPhase({ ...call, status: 'noBids' }, during)).toBe('concluded')
  expect(callPhase({ ...call, status: 'revoked' }, during)).toBe('revoked')
  expect(callPhase({ ...call, status: 'evaluating' }, during)).toBe('closed')
  expect(callPhase({ ...call, closesAt: null }, new Date('2036-03-15T10:00:00Z'))).toBe('open')
})

test('a refusal names the rule; a question not answered is a refusal too', () => {
  const answers = { mayAct: true, noArrears: true, noOccupation: false }
  const refusals = eligibilityRefusals(generalQuestions, answers)
  expect(refusals.map(({ code }) => code)).toEqual(['noArrears', 'mayContract'])
  expect(refusals[0]?.rule).toContain('debiti')
})

test('the light is amber while answers are missing, red as soon as one stands in the way, green at the end', () => {
  const right = Object.fromEntries(generalQuestions.map(({ code, expected }) => [code, expected]))
  expect(eligibilityLight(generalQuestions, {})).toBe('amber')
  expect(eligibilityLight(generalQuestions, { noArrears: true })).toBe('red')
  expect(eligibilityLight(generalQuestions, { ...right, mayAct: false })).toBe('red')
  expect(eligibilityLight(generalQuestions, right)).toBe('green')
})
