import { accountsAttempts } from './accounts.ts'
import { agreementsAttempts } from './agreements.ts'
import { allocationAttempts } from './allocation.ts'
import type { Attempts } from './attempt.ts'
import { evaluationAttempts } from './evaluation.ts'
import { labsAttempts } from './labs.ts'
import { needsAttempts } from './needs.ts'
import { observationsAttempts } from './observations.ts'
import { partiesAttempts } from './parties.ts'
import { qualifiedListAttempts } from './qualifiedList.ts'
import { visitsAttempts } from './visits.ts'

/**
 * How each operation with an object in its address, or in its body, is tried on an object of somebody else:
 * an operation that has one and is neither here nor in `sharedObjects` fails the test.
 */
export const attempts: Attempts = {
  ...accountsAttempts,
  ...agreementsAttempts,
  ...allocationAttempts,
  ...evaluationAttempts,
  ...labsAttempts,
  ...needsAttempts,
  ...observationsAttempts,
  ...partiesAttempts,
  ...qualifiedListAttempts,
  ...visitsAttempts,
}
