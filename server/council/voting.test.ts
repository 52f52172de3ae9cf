import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPassed, namesakesOf, type VotedOn, type VoteGiven, voteRefusalsOf } from './voting.ts'
import { voteRefusals } from './words.ts'

const councillors = ['Anna Rossi', 'Bruno Verdi', 'Carla Neri', 'Dario Bianchi', 'Elena Gallo']
const reason = 'La richiesta contrasta con la quota di servizi dell’articolo 11.'
const on: VotedOn = {
  planStatus: 'voting',
  proposal: { outcome: 'rejected', reason },
  standing: null,
  councillors,
}
const vote: VoteGiven = {
  present: 4,
  inFavour: 3,
  against: 1,
  abstained: 0,
  left: ['Elena Gallo'],
  amendments: null,
  outcome: 'rejected',
  reason,
  replaces: null,
  correction: null,
}
const refusals = (changes: Partial<VoteGiven> = {}, of: Partial<VotedOn> = {}) =>
  voteRefusalsOf({ ...vote, ...changes }, { ...on, ...of })

describe('a vote', () => {
  test('is recorded where the Council decides what the Giunta proposes', () => {
    expect(refusals()).toEqual([])
    expect(refusals({ reason: `  ${reason}\n` })).toEqual([])
  })

  test.each([
    ['before the plan is with the Council', {}, { planStatus: 'examining' }, ['notVoting']],
    ['without a proposal', {}, { proposal: null }, ['notProposed']],
    ['a second time', {}, { standing: 7 }, ['alreadyVoted']],
    [
      'in place of one that does not stand',
      { replaces: 6, correction: reason },
      { standing: 7 },
      ['otherVoteStands'],
    ],
    [
      'in place of another without a reason',
      { replaces: 7, correction: 'refuso' },
      { standing: 7 },
      ['correctionMissing'],
    ],
    ['by nobody', { inFavour: 0, against: 0, outcome: 'accepted' }, {}, ['nobodyVoted']],
    ['in which all abstain', { inFavour: 0, against: 0, abstained: 4, outcome: 'accepted' }, {}, []],
    ['by more than were present', { abstained: 1 }, {}, ['moreThanPresent']],
    ['by more than were there', { present: 5 }, {}, ['moreThanThere']],
    ['which somebody left who was not there', { left: ['Fabio Riva'] }, {}, ['leftNotThere']],
    [
      'which somebody left twice',
      { present: 3, inFavour: 2, left: ['Elena Gallo', 'Elena Gallo'] },
      {},
      ['leftTwice'],
    ],
    ['of another outcome than proposed', { outcome: 'accepted' }, {}, ['differsWithoutAmendment']],
    ['of another reason than proposed', { reason: `${reason} E altro.` }, {}, ['differsWithoutAmendment']],
    ['of the proposal that did not pass', { inFavour: 1, against: 1 }, {}, ['notPassed']],
  ] as const)('is refused %s', (_when, changes, of, expected) => {
    expect(refusals(changes as Partial<VoteGiven>, of as Partial<VotedOn>)).toEqual(expected)
  })

  test('differs from the proposal with an amendment, or where that did not pass', () => {
    expect(
      refusals({ outcome: 'partlyAccepted', amendments: 'Emendamento 4: quota al 5 per cento.' }),
    ).toEqual([])
    expect(refusals({ outcome: 'accepted', reason: null, inFavour: 1, against: 2 })).toEqual([])
    expect(refusals({ outcome: 'accepted', amendments: '  ' })).toEqual(['differsWithoutAmendment'])
  })

  test('has figures that fit each other: of all there are, exactly those', () => {
    const figure = fc.integer({ min: 0, max: 7 })
    const given = fc.record({
      present: figure,
      inFavour: figure,
      against: figure,
      abstained: figure,
      left: fc.subarray(councillors),
    })
    fc.assert(
      fc.property(given, (figures) => {
        const { present, inFavour, against, abstained, left } = figures
        const fits =
          inFavour + against + abstained > 0 &&
          inFavour + against + abstained <= present &&
          present + left.length <= councillors.length
        const outcome = isPassed(figures) ? 'rejected' : 'accepted'
        expect(refusals({ ...figures, outcome }).length === 0).toBe(fits)
      }),
      { numRuns: 400 },
    )
  })

  test('is refused in no other words than the pages know', () => {
    const all = refusals(
      { present: 0, left: ['X', 'X'], inFavour: 0, against: 0, abstained: 9 },
      { planStatus: 'draft', proposal: null, standing: 1 },
    )
    expect(all.length).toBeGreaterThan(5)
    expect(all.filter((refusal) => !voteRefusals.includes(refusal))).toEqual([])
  })
})

describe('a councillor whose name is among who wrote', () => {
  const found = (...names: string[]) =>
    namesakesOf(
      councillors,
      names.map((name) => ({ name })),
    ).map(({ councillor }) => councillor)

  test('is found in whatever order and case, with or without accents, in a longer name', () => {
    expect(found('ROSSI Anna')).toEqual(['Anna Rossi'])
    expect(found('Studio Bruno Verdì e associati')).toEqual(['Bruno Verdi'])
    expect(found('Anna Rossi', 'Carla  Neri')).toEqual(['Anna Rossi', 'Carla Neri'])
  })

  test('is not found by half of a name', () => {
    expect(found('Anna Verdi', 'Rossi', 'Annalisa Rossini', '')).toEqual([])
    expect(namesakesOf(['Rossi'], [{ name: 'Rossi' }])).toEqual([])
  })
})
