import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EvaluationFacts, isCommissionSize, majorityOf, refusalsOf, stageOf } from './stages.ts'
import { type Move, moves, stages } from './words.ts'

/** A closed call with a price, two commissioners' files to judge and nothing done. */
const fresh: EvaluationFacts = {
  status: 'closed',
  deadlinePassed: false,
  unsealed: false,
  hasPrice: true,
  commission: 0,
  declared: 0,
  undecided: 2,
  admitted: 0,
  due: 0,
  given: 0,
  tooFewJudges: 0,
  revealed: 0,
  technical: 'none',
  bidsToOpen: 0,
  bidsOpened: false,
  tiesForOffers: 0,
  tiesForDraw: 0,
  roundsRunning: 0,
  drawsRunning: 0,
  provisional: 'none',
  provisionalHolds: false,
  reviewRunning: false,
  reviewsUnanswered: 0,
  final: 'none',
  proposalHolds: true,
}

/** What each move makes of the facts, once it may be made. */
const effects: Record<Move, (facts: EvaluationFacts) => Partial<EvaluationFacts>> = {
  appoint: () => ({ commission: 3 }),
  replace: ({ declared, due }) => ({ declared: Math.max(0, declared - 1), due: due + 2, revealed: 0 }),
  declare: ({ declared, commission, admitted }) => ({
    declared: Math.min(commission, declared + 1),
    due: admitted * 3,
  }),
  score: ({ given, due }) => ({ given: Math.min(due, given + 1), revealed: given + 1 >= due ? 1 : 0 }),
  revise: () => ({ proposalHolds: false }),
  proposeTechnical: () => ({ technical: 'proposed', proposalHolds: true }),
  signTechnical: ({ hasPrice, admitted }) => ({ technical: 'signed', bidsToOpen: hasPrice ? admitted : 0 }),
  dropTechnical: () => ({ technical: 'none' }),
  openBids: () => ({ bidsOpened: true, tiesForOffers: 1 }),
  askImproved: () => ({ tiesForOffers: 0, roundsRunning: 1 }),
  freezeDraw: () => ({ tiesForDraw: 0, drawsRunning: 1 }),
  enterSeed: () => ({ drawsRunning: 0, provisionalHolds: false }),
  proposeProvisional: () => ({ provisional: 'proposed', proposalHolds: true }),
  signProvisional: () => ({ provisional: 'signed' }),
  publishProvisional: () => ({
    provisional: 'published',
    provisionalHolds: true,
    reviewRunning: true,
    status: 'provisionalRanking',
  }),
  dropRanking: ({ final }) => (final === 'none' ? { provisional: 'none' } : { final: 'none' }),
  answerReview: ({ reviewsUnanswered }) => ({ reviewsUnanswered: reviewsUnanswered - 1 }),
  proposeFinal: () => ({ final: 'proposed', proposalHolds: true }),
  signFinal: () => ({ final: 'signed' }),
  publishFinal: () => ({ final: 'published', status: 'finalRanking' }),
}

/** What happens beside the evaluation: time, the office's formal check, applicants. */
const happenings: Record<string, (facts: EvaluationFacts) => Partial<EvaluationFacts>> = {
  deadline: () => ({ deadlinePassed: true }),
  unseal: ({ deadlinePassed }) => (deadlinePassed ? { unsealed: true, status: 'evaluating' } : {}),
  decide: ({ undecided, unsealed, admitted, declared }) =>
    unsealed && undecided > 0
      ? { undecided: undecided - 1, admitted: admitted + 1, due: (admitted + 1) * declared }
      : {},
  roundEnds: ({ roundsRunning }) => (roundsRunning > 0 ? { roundsRunning: 0, tiesForDraw: 1 } : {}),
  exclude: () => ({ proposalHolds: false, provisionalHolds: false }),
  ask: ({ reviewRunning, reviewsUnanswered }) =>
    reviewRunning ? { reviewsUnanswered: reviewsUnanswered + 1 } : {},
  termEnds: () => ({ reviewRunning: false }),
  revoke: () => ({ status: 'revoked' }),
}

const names = [...moves, ...Object.keys(happenings).filter((name) => name !== 'revoke')]
const walks = fc.array(fc.constantFrom(...names), { minLength: 40, maxLength: 400 })
const isMove = (name: string): name is Move => moves.some((move) => move === name)

/** Walks on from the start; gives what was done, refused moves left out. */
function walk(names: readonly string[], start: EvaluationFacts): { made: string[]; facts: EvaluationFacts } {
  const made: string[] = []
  let facts = start
  for (const name of names) {
    if (isMove(name) && refusalsOf(facts, name).length > 0) continue
    facts = { ...facts, ...(isMove(name) ? effects[name](facts) : happenings[name]?.(facts)) }
    made.push(name)
  }
  return { made, facts }
}

/** The shortest way through, for a call with a price and a tie. */
const wholeWay = [
  ...['deadline', 'appoint', 'declare', 'declare', 'declare', 'unseal', 'decide', 'decide'],
  ...Array.from({ length: 6 }, () => 'score'),
  ...['proposeTechnical', 'signTechnical', 'openBids', 'askImproved', 'roundEnds', 'freezeDraw', 'enterSeed'],
  ...['proposeProvisional', 'signProvisional', 'publishProvisional', 'ask', 'answerReview', 'termEnds'],
  ...['proposeFinal', 'signFinal', 'publishFinal'],
]

const before = (made: string[], first: string, second: string) => {
  const at = made.indexOf(second)
  return at < 0 || made.slice(0, at).includes(first)
}

describe('the way from the commission to the final ranking', () => {
  test('can be gone in order, a step after the other', () => {
    const { made, facts } = walk(wholeWay, fresh)
    expect(made).toEqual(wholeWay)
    expect(facts.status).toBe('finalRanking')
    expect(stageOf(facts)).toBeNull()
  })

  test('no path skips a step, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(walks, fc.nat(wholeWay.length), (names, ahead) => {
        const { made } = walk([...wholeWay.slice(0, ahead), ...names], fresh)
        for (const [first, second] of [
          ['deadline', 'appoint'],
          ['appoint', 'declare'],
          ['unseal', 'score'],
          ['score', 'proposeTechnical'],
          ['proposeTechnical', 'signTechnical'],
          ['signTechnical', 'openBids'],
          ['openBids', 'askImproved'],
          ['openBids', 'proposeProvisional'],
          ['freezeDraw', 'enterSeed'],
          ['proposeProvisional', 'signProvisional'],
          ['signProvisional', 'publishProvisional'],
          ['publishProvisional', 'answerReview'],
          ['publishProvisional', 'proposeFinal'],
          ['termEnds', 'proposeFinal'],
          ['proposeFinal', 'signFinal'],
          ['signFinal', 'publishFinal'],
        ] as const)
          expect(before(made, first, second), `${second} before ${first}`).toBe(true)
        const last = made.indexOf('publishFinal')
        if (last >= 0) expect(made.slice(last + 1).filter(isMove)).toEqual([])
      }),
      { numRuns: 2000, seed: 4 },
    )
  })

  test('what the records no longer give is neither signed nor published', () => {
    fc.assert(
      fc.property(fc.nat(wholeWay.length), (length) => {
        const { facts } = walk([...wholeWay.slice(0, length), 'exclude'], fresh)
        for (const move of [
          'signTechnical',
          'signProvisional',
          'publishProvisional',
          'signFinal',
          'publishFinal',
        ])
          expect(refusalsOf(facts, move as Move)).not.toEqual([])
      }),
    )
  })

  test('a call that ended refuses every move, and says so', () => {
    fc.assert(
      fc.property(fc.nat(wholeWay.length), (length) => {
        const { facts } = walk(wholeWay.slice(0, length), fresh)
        for (const move of moves) {
          expect(refusalsOf({ ...facts, status: 'revoked' }, move)).toContain('callEnded')
        }
      }),
    )
  })

  test('a call by the project alone needs no opening, and its technical ranking can be taken back', () => {
    const start = { ...fresh, hasPrice: false }
    const way = wholeWay.slice(0, wholeWay.indexOf('openBids'))
    const { facts } = walk(way, start)
    expect(refusalsOf(facts, 'openBids')).toContain('noPrice')
    expect(refusalsOf(facts, 'proposeProvisional')).toEqual([])
    expect(refusalsOf(facts, 'dropTechnical')).toEqual([])
    expect(refusalsOf({ ...facts, hasPrice: true, bidsOpened: true }, 'dropTechnical')).toEqual([
      'bidsOpened',
    ])
  })

  test('marks are given and changed until the technical ranking is signed', () => {
    const untilProposed = wholeWay.slice(0, wholeWay.indexOf('signTechnical'))
    const { facts } = walk(untilProposed, fresh)
    expect(refusalsOf(facts, 'revise')).toEqual([])
    expect(refusalsOf({ ...facts, technical: 'signed' }, 'revise')).toEqual(['technicalSigned'])
  })
})

test('the step an evaluation stands at only moves on while nothing is taken back', () => {
  const reached = wholeWay.map((_, index) => stageOf(walk(wholeWay.slice(0, index), fresh).facts))
  const places = reached.map((stage) => (stage === null ? stages.length : stages.indexOf(stage)))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places[0]).toBe(0)
})

test('commissions are of three or five, and a majority of them judges', () => {
  expect([1, 2, 3, 4, 5, 6].filter(isCommissionSize)).toEqual([3, 5])
  expect([3, 5].map(majorityOf)).toEqual([2, 3])
})
