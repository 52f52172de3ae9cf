import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupRefusals, joiningRefusals, leavingRefusals, moveRefusals, removalRefusals } from './changing.ts'
import {
  type Decidable,
  type Deciding,
  differenceOfWords,
  fillReply,
  forecastOf,
  lengthOf,
  nextStage,
  paragraphsOf,
  piecesOf,
  refusalsOf,
  trimSpan,
  uncovered,
  wordsOf,
} from './rules.ts'
import { clustersOf, likeness, shinglesOf } from './shingles.ts'
import { outcomes, type Stage, stages } from './words.ts'

const open: Decidable = {
  planStatus: 'examining',
  stage: null,
  earlierOn: null,
  inGroup: false,
  removed: false,
  shutOut: false,
  locked: false,
  today: '2026-11-29',
}
const rejection: Deciding = {
  stage: 'technical',
  outcome: 'rejected',
  reason: 'L’area resta destinata a servizi: la richiesta contrasta con l’art. 8.',
  actNumber: null,
  decidedOn: '2026-11-20',
}

describe('a decision', () => {
  test('wants a reason for all but full acceptance', () => {
    for (const outcome of outcomes) {
      const refusals = refusalsOf({ ...rejection, outcome, reason: ' ' }, open)
      expect(refusals).toEqual(outcome === 'accepted' ? [] : ['reasonMissing'])
    }
  })

  test('is refused with a reason that is a formula, or a standard reply not filled in', () => {
    expect(refusalsOf({ ...rejection, reason: 'Non si accoglie.' }, open)).toEqual(['reasonShort'])
    const template = 'Si respinge il punto {number}: contrasta con l’articolo {article}.'
    expect(refusalsOf({ ...rejection, reason: template }, open)).toEqual(['placeholderLeft'])
    const filled = fillReply(template, { number: '12/1', article: 'PdS 11' })
    expect(refusalsOf({ ...rejection, reason: filled }, open)).toEqual([])
  })

  test('of Giunta and Council wants its act, and the stage before it', () => {
    expect(refusalsOf({ ...rejection, stage: 'giunta' }, open)).toEqual(['earlierStageMissing', 'actMissing'])
    const proposed: Decidable = { ...open, stage: 'technical', earlierOn: '2026-11-20' }
    expect(refusalsOf({ ...rejection, stage: 'giunta', actNumber: 'DG 1' }, proposed)).toEqual([])
    expect(refusalsOf({ ...rejection, stage: 'council', actNumber: 'DC 1' }, proposed)).toEqual([
      'earlierStageMissing',
    ])
  })

  test('is not dated ahead, nor before the one it follows', () => {
    expect(refusalsOf({ ...rejection, decidedOn: '2026-11-30' }, open)).toEqual(['dateAhead'])
    const later: Decidable = { ...open, stage: 'technical', earlierOn: '2026-11-21' }
    const giunta: Deciding = { ...rejection, stage: 'giunta', actNumber: 'DG 1' }
    expect(refusalsOf(giunta, later)).toEqual(['dateBeforeEarlier'])
  })

  test('a lock keeps the office from another proposal, not the Council from its vote', () => {
    expect(refusalsOf(rejection, { ...open, locked: true })).toEqual(['locked'])
    const council: Deciding = { ...rejection, stage: 'council', actNumber: 'DC 1' }
    expect(refusalsOf(council, { ...open, locked: true, stage: 'giunta' })).toEqual([])
  })

  test('whatever is tried in whatever order, stages are taken one after the other and none after the Council is undone', () => {
    const tries = fc.array(
      fc.record({ stage: fc.constantFrom(...stages), day: fc.integer({ min: 1, max: 29 }) }),
      {
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(tries, (list) => {
        const standing = new Map<Stage, string>()
        let last: Stage | null = null
        for (const { stage, day } of list) {
          const decidedOn = `2026-11-${String(day).padStart(2, '0')}`
          const deciding: Deciding = { ...rejection, stage, decidedOn, actNumber: 'X 1' }
          const before = stages[stages.indexOf(stage) - 1]
          const earlierOn = (before && standing.get(before)) ?? null
          if (refusalsOf(deciding, { ...open, stage: last, earlierOn }).length > 0) continue
          expect(stages.indexOf(stage)).toBeGreaterThanOrEqual(last === null ? 0 : stages.indexOf(last))
          standing.set(stage, decidedOn)
          last = stage
        }
        expect([...standing.keys()]).toEqual(stages.slice(0, standing.size))
        const days = [...standing.values()]
        expect(days).toEqual([...days].sort())
      }),
    )
  })

  test('after the Council nothing comes', () => {
    expect([null, ...stages].map(nextStage)).toEqual([...stages, null])
  })

  test('a plan that is approved, or not begun, decides nothing', () => {
    for (const planStatus of ['draft', 'approved', 'inForce', 'withdrawn'])
      expect(refusalsOf(rejection, { ...open, planStatus })).toEqual(['planClosed'])
  })
})

describe('places of the workflow and groups', () => {
  const point = {
    planStatus: 'examining',
    removed: false,
    shutOut: false,
    locked: false,
    inGroup: false,
    stage: null,
    planId: 1,
  }
  const complete = { id: 5, locks: true, solved: true }

  test('a point without a proposal is not complete; from a locked place only the head takes it back', () => {
    expect(moveRefusals({ ...point, placeId: 1 }, complete, false)).toEqual(['undecided'])
    const done = { ...point, stage: 'technical' as const, locked: true, placeId: 5 }
    const draft = { id: 1, locks: false, solved: false }
    expect(moveRefusals(done, draft, false)).toEqual(['locked'])
    expect(moveRefusals(done, draft, true)).toEqual([])
    expect(moveRefusals(done, complete, true)).toEqual(['samePlace'])
  })

  test('a point that was decided is not taken away, nor put in a group', () => {
    const decided = { ...point, stage: 'technical' as const }
    expect(removalRefusals(decided)).toEqual(['decided'])
    expect(groupRefusals([point, decided])).toEqual(['decided'])
    expect(groupRefusals([point])).toEqual(['tooFew'])
    expect(groupRefusals([point, { ...point, planId: 2 }])).toEqual(['otherPlan'])
    expect(groupRefusals([point, point])).toEqual([])
  })

  test('what the Council voted on stays as it was voted', () => {
    const voted = { ...point, inGroup: true, stage: 'council' as const }
    expect(leavingRefusals(voted)).toEqual(['councilDecided'])
    expect(joiningRefusals(point, { planId: 1, dissolved: false, stage: 'council' })).toEqual([
      'councilDecided',
    ])
  })
})

describe('spans', () => {
  const text = 'Primo punto: la via 🏭 è chiusa.\n\n  Secondo punto.  \n'

  test('are counted in characters, a sign of two units as one', () => {
    expect(lengthOf('🏭')).toBe(1)
    expect(wordsOf(text, { start: 20, end: 21 })).toBe('🏭')
  })

  test('lose the blanks at their ends, and are none where nothing is left', () => {
    const [, second] = paragraphsOf(text)
    expect(second && wordsOf(text, second)).toBe('Secondo punto.')
    expect(trimSpan(text, { start: 32, end: 35 })).toBeNull()
    expect(trimSpan(text, { start: 5, end: 5000 })).toBeNull()
  })

  const spans = (length: number) =>
    fc.array(
      fc
        .tuple(fc.nat(length), fc.nat(length))
        .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
    )

  test('however they lie, the pieces together are the text, each within the spans that cover it', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'grapheme' })
          .chain((words) => fc.tuple(fc.constant(words), spans(lengthOf(words)))),
        ([words, marked]) => {
          const pieces = piecesOf(lengthOf(words), marked)
          expect(pieces.map((piece) => wordsOf(words, piece)).join('')).toBe(words)
          for (const { start, end, within } of pieces)
            expect(within).toEqual(
              marked.flatMap((span, at) => (span.start <= start && end <= span.end ? [at] : [])),
            )
        },
      ),
    )
  })

  test('what nobody marked is told, and nothing once all paragraphs are marked', () => {
    const [first] = paragraphsOf(text)
    expect(uncovered(text, first ? [first] : []).map((span) => wordsOf(text, span))).toEqual([
      'Secondo punto.',
    ])
    expect(uncovered(text, paragraphsOf(text))).toEqual([])
  })
})

describe('twins', () => {
  const campaign =
    'Chiediamo che nell’area dell’ex scalo si preveda una quota di spazi produttivi a canone calmierato, con laboratori artigiani al piano terra e un deposito comune per le biciclette del quartiere.'

  test('case, accents and signs do not make texts different', () => {
    expect(likeness(shinglesOf(campaign), shinglesOf(campaign.toUpperCase().replaceAll(',', ';')))).toBe(1)
  })

  test('a campaign is one cluster whatever each adds in front, and another text is not in it', async () => {
    const signed = Array.from({ length: 300 }, (_, at) => ({
      id: at + 1,
      text: `Residente numero ${at}. ${campaign}`,
    }))
    const other = { id: 900, text: 'La tavola R.02 segna un vincolo su un cortile che non c’è più dal 1974.' }
    const [cluster, ...more] = await clustersOf([...signed, other], 0.6)
    expect(cluster).toHaveLength(300)
    expect(more).toEqual([])
  })
})

describe('the difference of two texts', () => {
  test('marks the words that changed', () => {
    expect(differenceOfWords('la quota è del 10 per cento', 'la quota minima è del 20 per cento')).toEqual([
      { kind: 'same', text: 'la quota ' },
      { kind: 'added', text: 'minima ' },
      { kind: 'same', text: 'è del ' },
      { kind: 'removed', text: '10' },
      { kind: 'added', text: '20' },
      { kind: 'same', text: ' per cento' },
    ])
  })

  test('without what was added it is the old text, without what was removed the new', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n')).map((list) => list.join(''))
    fc.assert(
      fc.property(words, words, (before, after) => {
        const runs = differenceOfWords(before, after)
        const without = (kind: string) =>
          runs
            .filter((run) => run.kind !== kind)
            .map(({ text }) => text)
            .join('')
        expect([without('added'), without('removed')]).toEqual([before, after])
      }),
    )
  })
})

describe('the forecast', () => {
  test('at the pace of two weeks; late where that is after the last day', () => {
    const forecast = forecastOf({ left: 100, done: 70 }, '2026-11-01', '2026-11-15')
    expect(forecast).toEqual({
      left: 100,
      perDay: 5,
      endsOn: '2026-11-21',
      neededPerDay: 100 / 14,
      late: true,
    })
    expect(forecastOf({ left: 100, done: 70 }, '2026-11-01', '2026-11-21').late).toBe(false)
  })

  test('where nothing moves it has no end, and where nothing is left it is today', () => {
    expect(forecastOf({ left: 1, done: 0 }, '2026-11-01', '2026-11-15')).toMatchObject({
      endsOn: null,
      late: true,
    })
    expect(forecastOf({ left: 0, done: 0 }, '2026-11-01', null)).toMatchObject({
      endsOn: '2026-11-01',
      late: false,
    })
  })
})
