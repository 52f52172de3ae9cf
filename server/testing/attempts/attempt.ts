import type { Role } from '../../accounts/schema.ts'
import type { Objects } from '../othersObjects.ts'

/** How somebody who may use an operation, but not on that object, tries. */
export interface Attempt {
  /** Roles under which it is tried, one after the other. */
  as: readonly Role[]
  path: (theirs: Objects, mine: Objects) => string
  /** A body that would be right for an object of one's own. */
  body?: (theirs: Objects, mine: Objects) => object
}

/** The attempts of a domain, by operation. */
export type Attempts = Record<string, readonly Attempt[]>

export const applicant: readonly Role[] = ['applicant']
export const officer: readonly Role[] = ['propertyOffice']

export const versioned = { version: 1 }
export const words = 'Parole a sufficienza.'
export const nobodysFile = '00000000-0000-4000-8000-000000000000'

/** One way to try it, with a body that would be right. */
export const tried = (as: Attempt['as'], path: Attempt['path'], body?: object): Attempt => ({
  as,
  path,
  ...(body && { body: () => body }),
})

/** Operations on a request, tried on one that was sent and on a draft. */
export const ofRequest = (below: string, body?: object): Attempt[] => [
  tried(applicant, ({ request }) => `/api/requests/${request}${below}`, body),
  tried(applicant, ({ draft }) => `/api/requests/${draft}${below}`, body),
]
