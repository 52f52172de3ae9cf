import { expect, test } from 'vitest'
import { decisionTerm, observationDays, stepsBackFrom, termFrom, warningOf } from './terms.ts'

const holidays = {
  fixed: ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26'],
  easterMonday: true,
}

test('the plan of 2010: deposited on 15 September, window to 15 November, because the 14th is a Sunday', () => {
  expect(observationDays('2010-09-15', holidays)).toEqual({
    deposit: { counted: '2010-10-15', lastDay: '2010-10-15' },
    window: { counted: '2010-11-14', lastDay: '2010-11-15' },
  })
  expect(decisionTerm('2010-11-15', 90, holidays)).toEqual({ counted: '2011-02-13', lastDay: '2011-02-14' })
})

test('Milano 2030: deposited on 15 May 2019, window to 15 July; approved on the last day, which moved from a Sunday', () => {
  expect(observationDays('2019-05-15', holidays).window).toEqual({
    counted: '2019-07-14',
    lastDay: '2019-07-15',
  })
  expect(decisionTerm('2019-07-15', 90, holidays)).toEqual({ counted: '2019-10-13', lastDay: '2019-10-14' })
})

test('a term that ends on a holiday ends on the next day that is none; a patron is none', () => {
  expect(termFrom('2008-02-29', 30, holidays).lastDay).toBe('2008-03-31')
  expect(termFrom('2026-11-07', 30, holidays).lastDay).toBe('2026-12-07')
  expect(termFrom('2026-11-25', 30, holidays).lastDay).toBe('2026-12-28')
})

test('steps are due backwards from the last day, in their order, on no holiday', () => {
  const steps = stepsBackFrom('2019-10-14', holidays)
  expect(steps.map(({ dueOn }) => dueOn)).toEqual([...steps.map(({ dueOn }) => dueOn)].sort())
  expect(steps.at(-1)).toEqual({ code: 'council', dueOn: '2019-10-07' })
  expect(steps.find(({ code }) => code === 'giunta')).toEqual({ code: 'giunta', dueOn: '2019-09-14' })
})

test('the desk is warned at 30, 10 and 1 days, and told when it is over; nothing more happens', () => {
  const at = (today: string) => warningOf(today, '2019-10-14')
  expect(
    ['2019-09-13', '2019-09-14', '2019-10-04', '2019-10-13', '2019-10-14', '2019-10-15'].map(at),
  ).toEqual([null, 30, 10, 1, 1, 'over'])
})
