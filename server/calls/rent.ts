import { reduce, toCents } from '../spaces/rules.ts'
import type { LotRent } from './schema.ts'

/** What a rent is made from: a yearly sum in euros, and what is taken off with the legal basis of each. */
export interface RentParts {
  baseEurYear: number
  reductions: readonly Omit<LotRent['reductions'][number], 'amountEurYear'>[]
}

/** The rent asked, `base × Π(1 − reduction)`, as a sum one can follow line by line. */
export function rentSum({ baseEurYear, reductions }: RentParts): LotRent {
  const applied = reductions.map(({ label, labelEn, ...reduction }) => ({
    ...reduction,
    label: { it: label, en: labelEn },
  }))
  return { baseEurYear: toCents(baseEurYear), ...reduce(toCents(baseEurYear), applied) }
}
