import { describe, expect, test } from 'vitest'
import { readCityPack } from '../city/pack.ts'
import {
  askingRefusalsOf,
  matchOf,
  membersOf,
  type OpinionGiven,
  opinionRefusalsOf,
  presentOf,
  quorumOf,
  reminderDue,
} from './rules.ts'

const { councils } = readCityPack('milano')
const council = { members: 31, quorum: 16 }
const sitting = {
  heldOn: '2026-11-20',
  actNumber: '12/2026',
  inFavour: 14,
  against: 3,
  abstained: 1,
  notVoting: 1,
}
const opinion: OpinionGiven = {
  outcome: 'favourable',
  conditions: null,
  sitting,
  publicFrom: null,
  replaces: null,
  correction: null,
}
const refusals = (changes: Partial<OpinionGiven>) =>
  opinionRefusalsOf({ ...opinion, ...changes }, council, '2026-11-29')

describe('quorum', () => {
  test('is a part of the members in office, rounded up; one Municipio may have others', () => {
    expect(membersOf(councils, '9')).toBe(31)
    expect(membersOf({ members: { each: 31, byDistrict: { '1': 41 } } }, '1')).toBe(41)
    expect(quorumOf(councils, 31)).toBe(16)
    expect(quorumOf({ quorum: { ...councils.quorum, denominator: 3 } }, 30)).toBe(10)
  })

  test('counts all who were there, also who abstained or took no part in the vote', () => {
    expect(presentOf(sitting)).toBe(19)
    const few = { ...sitting, inFavour: 12, against: 0, abstained: 2 }
    expect(refusals({ sitting: { ...few, notVoting: 2 } })).toEqual([])
    expect(refusals({ sitting: { ...few, notVoting: 1 } })).toEqual(['noQuorum'])
  })
})

describe('an opinion', () => {
  test('needs a sitting that was held, of no more than are in office, in which it passed', () => {
    expect(refusals({})).toEqual([])
    expect(refusals({ sitting: null })).toEqual(['sittingMissing'])
    expect(refusals({ sitting: { ...sitting, heldOn: '2026-11-30' } })).toEqual(['sittingAhead'])
    expect(refusals({ sitting: { ...sitting, notVoting: 14 } })).toEqual(['moreThanMembers'])
    expect(refusals({ sitting: { ...sitting, inFavour: 8, against: 8 } })).toEqual(['notPassed'])
    expect(
      refusals({ sitting: { ...sitting, inFavour: 0, against: 0, abstained: 0, notVoting: 20 } }),
    ).toEqual(['nobodyVoted'])
  })

  test('leaves the matter to the office without a sitting', () => {
    expect(refusals({ outcome: 'waived', sitting: null })).toEqual([])
    expect(refusals({ outcome: 'waived' })).toEqual(['sittingNotForWaived'])
  })

  test('has conditions where its outcome says so, and else none', () => {
    expect(refusals({ outcome: 'unfavourableWithConditions' })).toEqual(['conditionsMissing'])
    expect(refusals({ outcome: 'favourableWithConditions', conditions: 'Orari fino alle 20.' })).toEqual([])
    expect(refusals({ conditions: 'Orari fino alle 20.' })).toEqual(['conditionsNotForOutcome'])
  })

  test('is public from today or within a year, and takes the place of another only with a reason', () => {
    expect(refusals({ publicFrom: '2026-11-28' })).toEqual(['publicInThePast'])
    expect(refusals({ publicFrom: '2027-11-29' })).toEqual([])
    expect(refusals({ publicFrom: '2027-11-30' })).toEqual(['publicTooLate'])
    expect(refusals({ replaces: 'x', correction: 'Errore' })).toEqual(['correctionMissing'])
    expect(refusals({ replaces: 'x', correction: 'I contrari erano tre, non due.' })).toEqual([])
  })
})

test('an opinion is asked for with a term and a silence of the city', () => {
  const faults = (dueOn: string, silence: 'favourable' | 'proceed' | 'none' = 'proceed') =>
    askingRefusalsOf({ dueOn, silence }, { ...councils, silences: ['proceed', 'none'] }, '2026-11-29')
  expect(faults('2026-12-09')).toEqual([])
  expect(faults('2026-12-08')).toEqual(['dueTooSoon'])
  expect(faults('2027-11-29')).toEqual(['dueTooLate'])
  expect(faults('2026-12-29', 'favourable')).toEqual(['silenceNotAllowed'])
})

test('the reminder that is due is the last whose day has come, and none once the due day is over', () => {
  const due = (today: string) => reminderDue('2026-12-20', [10, 3, 0], today)
  expect(due('2026-12-09')).toBeNull()
  expect(due('2026-12-10')).toBe(10)
  expect(due('2026-12-16')).toBe(10)
  expect(due('2026-12-17')).toBe(3)
  expect(due('2026-12-20')).toBe(0)
  expect(due('2026-12-21')).toBeNull()
})

test('who won matches where one of the proposed uses is declared', () => {
  expect(matchOf([], 'deposito')).toBe('noPurposes')
  expect(matchOf(['deposito'], null)).toBe('notDeclared')
  expect(matchOf(['deposito'], 'fablab_makerspace')).toBe('notMatched')
  expect(matchOf(['deposito', 'fablab_makerspace'], 'fablab_makerspace')).toBe('matched')
})
