import { describe, expect, test } from 'vitest'
import { romeInstant } from '../city/rules.ts'
import { type Hours, intervalsOn, lastChange, openingAt, openParts, weekHours } from './hours.ts'

const hours = (changes: Partial<Hours> = {}): Hours => ({
  weekly: [
    { weekday: 1, from: '10:00', to: '13:00' },
    { weekday: 1, from: '14:00', to: '19:00' },
    { weekday: 4, from: '18:00', to: '22:00' },
    { weekday: 5, from: '20:00', to: '02:00' },
  ],
  exceptions: [],
  byAppointment: false,
  ...changes,
})
const at = (date: string, time: string) => romeInstant(date, time)
// 2027-03-01 is a Monday; summer time begins on Sunday 28 March, ends on Sunday 31 October.
const monday = '2027-03-01'

describe('whether the door is open', () => {
  test('until when, and when it opens next, the breaks of the day minded', () => {
    expect(openingAt(hours(), at(monday, '12:59'))).toEqual({
      state: 'open',
      until: '2027-03-01T12:00:00.000Z',
    })
    expect(openingAt(hours(), at(monday, '13:00'))).toEqual({
      state: 'closed',
      opensAt: '2027-03-01T13:00:00.000Z',
    })
    expect(openingAt(hours(), at('2027-03-02', '09:00'))).toEqual({
      state: 'closed',
      opensAt: '2027-03-04T17:00:00.000Z',
    })
  })

  test('a Friday night goes on into Saturday', () => {
    expect(openingAt(hours(), at('2027-03-06', '01:30'))).toEqual({
      state: 'open',
      until: '2027-03-06T01:00:00.000Z',
    })
    expect(openingAt(hours(), at('2027-03-06', '02:00')).state).toBe('closed')
  })

  test('hours on the wall stay when the clocks change; the night of the change is an hour shorter or longer', () => {
    expect(openingAt(hours(), at('2027-03-29', '10:30'))).toEqual({
      state: 'open',
      until: '2027-03-29T11:00:00.000Z',
    })
    const nights = hours({ weekly: [{ weekday: 6, from: '22:00', to: '04:00' }] })
    const length = (date: string, morning: string) =>
      (at(morning, '04:00').getTime() - at(date, '22:00').getTime()) / 3_600_000
    expect(openingAt(nights, at('2027-03-28', '03:30'))).toEqual({
      state: 'open',
      until: at('2027-03-28', '04:00').toISOString(),
    })
    expect([length('2027-03-27', '2027-03-28'), length('2027-10-30', '2027-10-31')]).toEqual([5, 7])
  })

  test('a closure by date stands before the week, and other hours on a day in place of it', () => {
    const exceptions = [
      { firstOn: '2027-03-01', lastOn: '2027-03-07', intervals: [], note: 'ferie' },
      {
        firstOn: '2027-03-08',
        lastOn: '2027-03-08',
        intervals: [{ from: '09:00', to: '10:00' }],
        note: null,
      },
    ]
    expect(openingAt(hours({ exceptions }), at(monday, '11:00'))).toEqual({
      state: 'closed',
      opensAt: '2027-03-08T08:00:00.000Z',
    })
    expect(intervalsOn(hours({ exceptions }), '2027-03-08')).toEqual([{ from: '09:00', to: '10:00' }])
    expect(openingAt(hours({ exceptions }), at('2027-03-08', '11:00')).state).toBe('closed')
  })

  test('regression of SpaceAPI maps: nothing is open because nobody said when it closes', () => {
    expect(openingAt(null, at(monday, '11:00'))).toEqual({ state: 'unknown' })
    expect(openingAt(hours({ weekly: [], byAppointment: true }), at(monday, '11:00'))).toEqual({
      state: 'byAppointment',
    })
    expect(openingAt(hours({ weekly: [] }), at(monday, '11:00'))).toEqual({ state: 'unknown' })
  })

  test('a door that never closes is open without an end; one that never opens again is closed', () => {
    const always = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, from: '00:00', to: '00:00' }))
    expect(openingAt(hours({ weekly: always }), at('2027-03-28', '02:30'))).toEqual({
      state: 'open',
      until: null,
    })
    expect(weekHours(hours({ weekly: always }))).toBe(168)
    const ended = [{ firstOn: '2027-01-01', lastOn: '2028-01-01', intervals: [], note: null }]
    expect(openingAt(hours({ exceptions: ended }), at(monday, '11:00'))).toEqual({
      state: 'closed',
      opensAt: null,
    })
  })
})

test('parts of the week with an hour at least; a night belongs to the evening it began', () => {
  expect(openParts(hours())).toEqual([
    'mon-morning',
    'mon-afternoon',
    'mon-evening',
    'thu-evening',
    'fri-evening',
  ])
  const short = hours({ weekly: [{ weekday: 4, from: '15:00', to: '18:59' }] })
  expect(openParts(short)).toEqual(['thu-afternoon'])
  expect(openParts(null)).toEqual([])
})

test('hours of a week, and when the door last moved', () => {
  expect(weekHours(hours())).toBe(18)
  expect(weekHours(null)).toBeNull()
  expect(weekHours(hours({ weekly: [], byAppointment: true }))).toBeNull()
  expect(lastChange(hours(), at(monday, '13:30'))).toBe(at(monday, '13:00').getTime())
  expect(lastChange(null, at(monday, '13:30'))).toBeNull()
})
