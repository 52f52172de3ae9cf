import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allowedActions, identityRefusal, stateAfter } from './rules.ts'
import { type RequestKind, type RequestStatus, requestActions } from './schema.ts'

/** The ways of a request, written down here a second time: state → states that may follow at once. */
const ways: Record<RequestKind, Partial<Record<RequestStatus, RequestStatus[]>>> = {
  application: {
    draft: ['submitted'],
    submitted: ['formalCheck', 'withdrawn'],
    formalCheck: ['completionRequested', 'admitted', 'excluded', 'withdrawn'],
    completionRequested: ['formalCheck', 'excluded', 'withdrawn'],
    admitted: ['excluded', 'awarded', 'withdrawn'],
  },
  expressionOfInterest: {
    draft: ['submitted'],
    submitted: ['noted', 'answered', 'closed', 'withdrawn'],
    noted: ['answered', 'closed', 'awarded', 'withdrawn'],
    answered: ['noted', 'closed', 'awarded', 'withdrawn'],
  },
}
const ends: RequestStatus[] = ['withdrawn', 'excluded', 'closed', 'awarded']

const walk = fc.record({
  kind: fc.constantFrom<RequestKind>('application', 'expressionOfInterest'),
  actions: fc.array(fc.constantFrom(...requestActions), { minLength: 60, maxLength: 60, size: 'max' }),
})

test('no path of a request skips a step, leaves an end, or comes back to a draft', () => {
  const seen = new Set<RequestStatus>()
  fc.assert(
    fc.property(walk, ({ kind, actions }) => {
      let status: RequestStatus = 'draft'
      for (const action of actions) {
        const next = stateAfter(kind, status, action)
        const offered = ['applicant', 'office'] as const
        const isOffered = offered.some((side) => allowedActions(kind, status, side).includes(action))
        if (next === null || identityRefusal({ kind, identifiedBy: 'local' }, action))
          expect(isOffered).toBe(false)
        else expect(isOffered).toBe(true)
        if (next === null) continue
        expect(ends).not.toContain(status)
        if (next !== status) expect(ways[kind][status]).toContain(next)
        status = next
        seen.add(status)
      }
    }),
    { numRuns: 400, seed: 12 },
  )
  for (const end of ends) expect(seen).toContain(end)
})
