import type { Value } from './schema.ts'

/** A figure that is known; infinite ones and the missing are unknown. */
export function known(value: number | null, count: number | null): Value {
  return value === null || !Number.isFinite(value)
    ? unknown(count)
    : { value: tidy(value), state: 'known', count }
}
export const unknown = (count: number | null = null): Value => ({ value: null, state: 'unknown', count })
export const notApplicable: Value = { value: null, state: 'notApplicable', count: null }
export const noResidents = (count: number | null): Value => ({ value: null, state: 'noResidents', count })
/** Too few to be told: not even how few. */
export const suppressed: Value = { value: null, state: 'suppressed', count: null }

/** Nine digits that count: sums in another order, as of the other database, end alike. */
const tidy = (value: number): number => Number(value.toPrecision(9))
