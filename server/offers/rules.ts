import type { OfferContent, OfferProblem } from './schema.ts'

const plusYears = (day: string, years: number) => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
const withoutDeed = ['memorandum', 'collaborationPact']

/** Longest term of each kind that has one, in years (L. 1150/1942 art. 28; LR 12/2005 art. 51-bis). */
const mostYears: Partial<Record<OfferContent['kind'], [years: number, problem: OfferProblem]>> = {
  planningConvention: [10, 'conventionTooLong'],
  temporaryUseConvention: [5, 'temporaryTooLong'],
}

type Fault = { pointer: string; code: OfferProblem }

function termFaults({ kind, startsOn, expiresOn }: OfferContent): Fault[] {
  if (!startsOn || !expiresOn) return []
  if (expiresOn <= startsOn) return [{ pointer: '/expiresOn', code: 'endBeforeStart' }]
  const [years, problem] = mostYears[kind] ?? []
  return years && problem && expiresOn > plusYears(startsOn, years)
    ? [{ pointer: '/expiresOn', code: problem }]
    : []
}

function deedFaults({ kind, status, deedDate, deedNumber }: OfferContent, today: string): Fault[] {
  if (deedDate && deedDate > today) return [{ pointer: '/deedDate', code: 'deedInTheFuture' }]
  const needsDeed = status !== 'negotiating' && !withoutDeed.includes(kind)
  if (!needsDeed) return []
  return [
    ...(deedNumber ? [] : [{ pointer: '/deedNumber', code: 'deedMissing' as const }]),
    ...(deedDate ? [] : [{ pointer: '/deedDate', code: 'deedMissing' as const }]),
  ]
}

/** Everything that keeps an agreement with a private operator from being kept as it is written. */
export function offerFaults(content: OfferContent, today: string): Fault[] {
  return [
    ...termFaults(content),
    ...deedFaults(content, today),
    ...(content.audience === 'public' && content.status === 'negotiating'
      ? [{ pointer: '/audience', code: 'notPublicYet' as const }]
      : []),
    ...content.obligations.flatMap(({ offersSpace, areaM2, metOn }, index): Fault[] => [
      ...(offersSpace && areaM2 === null
        ? [{ pointer: `/obligations/${index}/areaM2`, code: 'areaMissing' as const }]
        : []),
      ...(metOn && metOn > today
        ? [{ pointer: `/obligations/${index}/metOn`, code: 'metInTheFuture' as const }]
        : []),
    ]),
  ]
}
