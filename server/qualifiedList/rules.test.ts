import { describe, expect, test } from 'vitest'
import { readCityPack } from '../city/pack.ts'
import {
  addWorkingDays,
  isOpenOn,
  isRenewable,
  isWorkingDay,
  median,
  notMet,
  obstaclesTo,
  type Situation,
  selfCheck,
  validUntil,
  waitsOf,
  workingDaysBetween,
} from './rules.ts'
import { type Answer, type Requirement } from './schema.ts'

const { holidays, labLists } = readCityPack('milano')
const requirement = (code: string): Requirement => {
  const found = labLists.template.requirements.find((one) => one.code === code)
  if (!found) throw new Error(code)
  return found
}
const answer = (given: Partial<Answer>): Answer => ({
  requirement: 'x',
  number: null,
  yes: null,
  choice: null,
  note: null,
  ...given,
})

describe('working days', () => {
  test('Saturday, Sunday and holidays of the city are none', () => {
    // 2026: 7 December is a Monday and the patron of Milan is not in the pack; 8 December is a holiday.
    expect(isWorkingDay('2026-12-05', holidays)).toBe(false)
    expect(isWorkingDay('2026-12-08', holidays)).toBe(false)
    expect(isWorkingDay('2026-12-09', holidays)).toBe(true)
    expect(workingDaysBetween('2026-12-04', '2026-12-09', holidays)).toBe(2)
    expect(workingDaysBetween('2026-12-04', '2026-12-04', holidays)).toBe(0)
  })

  test('so many working days on is a working day', () => {
    expect(addWorkingDays('2026-12-04', 2, holidays)).toBe('2026-12-09')
  })
})

describe('the waiting clock', () => {
  const promised = { submitted: 5, examining: 30, integration: 15, grounds: 10 }

  test('stays in one step are added up, and a step of the lab is never over', () => {
    const stays = [
      { step: 'submitted' as const, from: '2026-01-07', until: '2026-01-16' },
      { step: 'examining' as const, from: '2026-01-16', until: '2026-01-19' },
      { step: 'integration' as const, from: '2026-01-19', until: '2026-06-19' },
      { step: 'examining' as const, from: '2026-06-19', until: null },
    ]
    const waits = waitsOf(stays, { today: '2026-06-23', promised, holidays })
    expect(waits).toEqual([
      { step: 'submitted', days: 9, workingDays: 7, promised: 5, isOpen: false, isOver: true },
      { step: 'examining', days: 7, workingDays: 3, promised: 30, isOpen: true, isOver: false },
      expect.objectContaining({ step: 'integration', days: 151, isOver: false }),
    ])
  })

  test('the median of an even number lies between the two in the middle', () => {
    expect([median([]), median([3]), median([9, 1, 4]), median([1, 2, 4, 8])]).toEqual([null, 3, 4, 3])
  })
})

describe('requirements', () => {
  test('what an answer says by itself', () => {
    const floor = requirement('floorArea')
    expect(selfCheck(floor, answer({ number: 50 }))).toBe('met')
    expect(selfCheck(floor, answer({ number: 49.9 }))).toBe('not_met')
    expect(selfCheck(floor, undefined)).toBe('not_verified')
    expect(selfCheck(requirement('access'), answer({ choice: 'partial' }))).toBe('met')
    expect(selfCheck(requirement('access'), answer({ choice: 'none' }))).toBe('not_met')
    expect(selfCheck(requirement('courses'), answer({ yes: false }))).toBe('not_met')
    expect(selfCheck(requirement('insurance'), answer({ note: 'allegata' }))).toBe('not_verified')
  })

  test('an optional one that is not met keeps nobody out', () => {
    const requirements = [
      { code: 'a', mandatory: true },
      { code: 'b', mandatory: false },
    ]
    expect(notMet({ requirements, checks: [] })).toEqual(['a'])
    expect(notMet({ requirements, checks: [{ requirement: 'a', outcome: 'met' }] })).toEqual([])
    expect(notMet({ requirements, checks: [{ requirement: 'a', outcome: 'not_verified' }] })).toEqual(['a'])
  })
})

describe('what can be done', () => {
  const situation = (changes: Partial<Situation>): Situation => ({
    status: 'examining',
    requirements: [],
    checks: [],
    asks: [],
    today: '2026-06-15',
    ...changes,
  })
  const grounds = (dueOn: string, answeredAt: string | null) => [
    { kind: 'grounds' as const, dueOn, answeredAt, isOpen: false },
  ]

  test('a refusal waits for its grounds, ten days or an answer (L. 241/1990 art. 10-bis)', () => {
    expect(obstaclesTo('refuse', situation({}))).toEqual(['groundsNotGiven'])
    expect(obstaclesTo('refuse', situation({ asks: grounds('2026-06-15', null) }))).toEqual([
      'groundsStillOpen',
    ])
    expect(obstaclesTo('refuse', situation({ asks: grounds('2026-06-14', null) }))).toEqual([])
    expect(obstaclesTo('refuse', situation({ asks: grounds('2026-06-20', '2026-06-12T10:00:00Z') }))).toEqual(
      [],
    )
  })

  test('an action out of its state is refused', () => {
    expect(obstaclesTo('list', situation({ status: 'submitted' }))).toEqual(['notInThisState'])
    expect(obstaclesTo('cancel', situation({ status: 'suspended' }))).toEqual([])
  })
})

describe('validity', () => {
  test('lasts whole years, also from the day that most years lack', () => {
    expect(validUntil('2026-03-01', 3)).toBe('2029-02-28')
    expect(validUntil('2028-02-29', 3)).toBe('2031-02-28')
  })

  test('can be renewed in its last ninety days and after its end', () => {
    expect(isRenewable('listed', '2026-12-31', '2026-10-01')).toBe(false)
    expect(isRenewable('listed', '2026-12-31', '2026-10-02')).toBe(true)
    expect(isRenewable('suspended', '2026-12-31', '2026-12-01')).toBe(false)
    expect(isRenewable('expired', '2026-12-31', '2027-05-01')).toBe(true)
  })

  test('one applies from the first to the last day', () => {
    const days = { opensOn: '2026-01-10', closesOn: '2026-02-10' }
    expect(
      ['2026-01-09', '2026-01-10', '2026-02-10', '2026-02-11'].map((day) => isOpenOn(days, day)),
    ).toEqual([false, true, true, false])
    expect(isOpenOn({ ...days, closesOn: null }, '2030-01-01')).toBe(true)
  })
})
