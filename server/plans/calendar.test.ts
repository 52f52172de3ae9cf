import { expect, test } from 'vitest'
import { dueSteps, type PlanDays, planWarningsOf, publicTimeline } from './calendar.ts'

const holidays = {
  fixed: ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26'],
  easterMonday: true,
}
/** Milano 2030. */
const days: PlanDays = {
  initiatedOn: null,
  adoptedOn: '2019-03-05',
  depositFrom: '2019-05-15',
  depositUntil: '2019-06-14',
  windowFrom: '2019-06-15',
  windowUntil: '2019-07-15',
  termDays: 90,
  approvedOn: null,
  inForceOn: null,
}
const warnings = (
  today: string,
  changes: Partial<PlanDays> = {},
  steps: { code: string; dueOn: string }[] = [],
) =>
  planWarningsOf(
    { ...days, ...changes },
    steps.map((step) => ({ ...step, doneOn: null })),
    { today, holidays },
  ).map(({ code, days: count, step }) => [code, count, step].filter((part) => part !== null).join(' '))

test('the road of Milano 2030 ends on 14 October 2019, a day the law moved from a Sunday', () => {
  expect(publicTimeline(days, holidays).map(({ code, on }) => `${on} ${code}`)).toEqual([
    '2019-03-05 adopted',
    '2019-05-15 depositFrom',
    '2019-06-14 depositUntil',
    '2019-06-15 windowFrom',
    '2019-07-15 windowUntil',
    '2019-10-14 decision',
  ])
})

test('a window that is extended moves the last day, and every step before it', () => {
  const [first] = dueSteps(days, holidays)
  const [moved] = dueSteps({ ...days, windowUntil: '2019-07-22' }, holidays)
  expect([first?.dueOn, moved?.dueOn]).toEqual(['2019-08-05', '2019-08-12'])
  expect(dueSteps({ ...days, windowUntil: null }, holidays)).toEqual([])
})

test('the desk is warned of the end, of steps that are late, and of terms shorter than the law gives', () => {
  expect(warnings('2019-09-13')).toEqual([])
  expect(warnings('2019-09-14')).toEqual(['decisionNear 30'])
  expect(warnings('2019-10-16')).toEqual(['decisionOver 2'])
  expect(warnings('2019-10-16', { approvedOn: '2019-10-14' })).toEqual([])
  expect(warnings('2019-08-06', {}, [{ code: 'split', dueOn: '2019-08-05' }])).toEqual(['stepLate 1 split'])
  expect(warnings('2019-06-20', { adoptedOn: '2019-02-01' })).toEqual(['depositLate 103'])
  expect(warnings('2019-06-20', { depositUntil: '2019-06-10' })).toEqual(['depositShort 26'])
  expect(warnings('2019-06-20', { windowUntil: '2019-07-10' })).toEqual(['windowShort 4'])
})
