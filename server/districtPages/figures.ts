import { decimalsOf } from '../coverage/rules.ts'
import type { Coverage, Indicator, IndicatorId, Value } from '../coverage/schema.ts'

type Unit = Indicator['unit']

type Language = 'it' | 'en'

/** The six figures a district is first told by. */
export const keyIndicators = [
  'spaceCount',
  'offeredPer1000',
  'labsPer10k',
  'labs15',
  'vacantMonths',
  'requestsPerSpace',
] as const satisfies readonly IndicatorId[]

/** The figures of the table that compares the districts; each is a column with bars. */
export const comparedIndicators = ['offeredPer1000', 'labsPer10k', 'labs15', 'vacantMonths'] as const

/** A figure of a district beside the city and the other districts. */
export interface DistrictFigure {
  indicator: Indicator
  own: Value
  /** What it is held against: the value of the city, or of a count the mean of the districts. */
  against: { kind: 'city' | 'mean'; value: number | null }
  /** 1 is the highest; null where it has no value. */
  rank: number | null
  /** Districts with a value. */
  of: number
  all: { number: string; name: string; value: Value }[]
}

const meanOf = (values: readonly number[]) =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null

/** A figure of a district out of all figures; null where they hold none of it. */
export function figureOf(
  { areas, indicators }: Pick<Coverage, 'areas' | 'indicators'>,
  number: string,
  id: IndicatorId,
): DistrictFigure | null {
  const indicator = indicators.find((one) => one.id === id)
  const districts = areas.filter(({ kind }) => kind === 'district')
  const own = districts.find(({ code }) => code === number)?.values[id]
  if (!indicator || !own) return null
  const city = areas.find(({ kind }) => kind === 'city')?.values[id]
  const all = districts.map(({ code, name, values }) => ({ number: code, name, value: values[id] }))
  const known = all.flatMap(({ value }) => value.value ?? [])
  const { value } = own
  return {
    indicator,
    own,
    against:
      indicator.unit === 'count'
        ? { kind: 'mean', value: meanOf(known) }
        : { kind: 'city', value: city?.value ?? null },
    rank: value === null ? null : 1 + known.filter((other) => other > value).length,
    of: known.length,
    all,
  }
}

const symbols: Partial<Record<Unit, Record<Language, string>>> = {
  share: { it: '%', en: '%' },
  metres: { it: ' m', en: ' m' },
}

const noValue: Record<Exclude<Value['state'], 'known'>, Record<Language, string>> = {
  suppressed: { it: '<5', en: '<5' },
  unknown: { it: 'non noto', en: 'not known' },
  noResidents: { it: 'nessun residente', en: 'no residents' },
  notApplicable: { it: 'non si applica', en: 'does not apply' },
}

const tooFew = { it: 'troppo pochi casi', en: 'too few cases' } as const
const noRequests = { it: 'nessuna domanda', en: 'no requests' } as const

/** Why there is no value: a rate of few is not below five, and where nobody asked it is said so. */
function missingText(state: Exclude<Value['state'], 'known'>, unit: Unit, language: Language): string {
  if (state === 'suppressed' && unit !== 'count') return tooFew[language]
  return (state === 'notApplicable' && unit === 'perSpace' ? noRequests : noValue[state])[language]
}

/** A number of a figure, in short: "18%", "0,05". */
export function numberText(value: number, unit: Unit, language: Language): string {
  const shown = unit === 'share' ? value * 100 : value
  const text = shown.toLocaleString(language === 'it' ? 'it-IT' : 'en-GB', {
    minimumFractionDigits: decimalsOf[unit],
    maximumFractionDigits: decimalsOf[unit],
    useGrouping: 'always',
  } as Intl.NumberFormatOptions)
  return `${text}${symbols[unit]?.[language] ?? ''}`
}

/** The same, also where there is none to tell. */
export function valueText(
  { value, state }: Pick<Value, 'value' | 'state'>,
  unit: Unit,
  language: Language,
): string {
  if (state !== 'known') return missingText(state, unit, language)
  return value === null ? noValue.unknown[language] : numberText(value, unit, language)
}

const againstWords = {
  city: { it: 'città', en: 'city' },
  mean: { it: 'media', en: 'mean' },
} as const

/** What a figure is held against, in words: "città 0,10", "media 36". */
export function againstText({ against, indicator }: DistrictFigure, language: Language): string | null {
  const { kind, value } = against
  return value === null
    ? null
    : `${againstWords[kind][language]} ${numberText(value, indicator.unit, language)}`
}

/** "2º su 9"; null where it has no value. */
export function rankText(
  { rank, of }: Pick<DistrictFigure, 'rank' | 'of'>,
  language: Language,
): string | null {
  if (rank === null) return null
  return language === 'it' ? `${rank}º su ${of}` : `${rank} of ${of}`
}

/** How many facilities stand behind a rate, where its name says what they are. */
export function countText({ indicator, own }: DistrictFigure, language: Language): string | null {
  if (indicator.id !== 'labsPer10k' || own.count === null) return null
  const one = own.count === 1
  const noun = language === 'it' ? (one ? 'laboratorio' : 'laboratori') : one ? 'lab' : 'labs'
  return `${own.count} ${noun}`
}
