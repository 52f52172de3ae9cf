import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { decimalsOf } from '#rules/coverage'
import type { Indicator, Value } from '#schema/coverage'
import { type Formats, useFormats } from '../i18n/format.ts'

/** What a figure is counted in. */
export type Unit = Indicator['unit']

/** A figure of one area, as far as it is known and may be told. */
export type Told = Pick<Value, 'value' | 'state'>

/** Which figure, and what it is counted in. */
export interface Measure {
  id: string
  unit: Unit
}

/** What is counted, where a count has a name of its own. */
const nouns = {
  labCount: 'labs',
  spaceCount: 'spaces',
  openCount: 'spaces',
  requests: 'requests',
  unmet: 'requests',
  manufacturingUnits: 'localUnits',
  manufacturingJobs: 'jobs',
} as const
export type Noun = (typeof nouns)[keyof typeof nouns]

const nounOf = (id: string): Noun | null => (id in nouns ? nouns[id as keyof typeof nouns] : null)

/** A value as exact as it is shown, so that classes part what readers can tell apart. */
export function shownValue(value: number | null, unit: Unit): number | null {
  const parts = 10 ** (unit === 'share' ? 2 + decimalsOf.share : decimalsOf[unit])
  return value === null ? null : Math.round(value * parts) / parts
}

interface Words {
  t: TFunction<'coverage'>
  format: Formats
}

/** The number alone, for tables whose head names its unit: "18%", "0,05", "900 m". */
function numberText(value: number, unit: Unit, format: Formats): string {
  if (unit === 'share') return `${format.number(value * 100, 0)}%`
  if (unit === 'metres') return format.distance(value)
  return format.number(value, decimalsOf[unit])
}

/** Why there is no value: a rate of few is not below five, and where nobody asked it is said so. */
function missing(state: Exclude<Told['state'], 'known'>, { id, unit }: Measure) {
  if (state === 'suppressed' && unit !== 'count') return 'tooFew'
  if (state === 'notApplicable' && unit === 'perSpace') return 'noRequests'
  return state === 'notApplicable' && id === 'unmet' ? 'noneDecided' : state
}

/** A value in short, also where there is none to tell: "<5", "non noto". */
export function shortText({ value, state }: Told, measure: Measure, { t, format }: Words): string {
  const { unit } = measure
  if (state !== 'known') return t(`state.${missing(state, measure)}`)
  return value === null ? t('state.unknown') : numberText(value, unit, format)
}

/** A value with what it counts: "0 laboratori", "12,4 m² ogni 1.000 residenti". */
export function wholeText(told: Told, measure: Measure, { t, format }: Words): string {
  const short = shortText(told, measure, { t, format })
  if (told.state !== 'known' || told.value === null) return short
  const noun = measure.unit === 'count' ? nounOf(measure.id) : null
  if (noun) return t(`noun.${noun}`, { count: told.value, number: short })
  if (measure.unit === 'months' || measure.unit === 'days')
    return t(`unit.${measure.unit}`, { count: Math.round(told.value), number: short })
  if (measure.unit === 'per10k' || measure.unit === 'm2per1000' || measure.unit === 'perSpace')
    return t(`unit.${measure.unit}`, { number: short })
  return short
}

/** Words for values in the language in use. */
export function useValueWords() {
  const { t } = useTranslation('coverage')
  const format = useFormats()
  return {
    short: (told: Told, measure: Measure) => shortText(told, measure, { t, format }),
    whole: (told: Told, measure: Measure) => wholeText(told, measure, { t, format }),
    number: (value: number, unit: Unit) => numberText(value, unit, format),
    /** How many facilities or records are behind a figure, where its name says what they are. */
    counted: (count: number, noun: Noun) => t(`noun.${noun}`, { count, number: format.number(count) }),
  }
}
