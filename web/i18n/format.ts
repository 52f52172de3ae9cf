import { timeZone } from '#rules/city'
import type { Language } from './index.ts'
import { useLanguage } from './useLanguage.ts'

/** How each language writes numbers and dates, BCP 47. */
export const locales = { it: 'it-IT', en: 'en-GB' } as const
const NBSP = '\u00a0'

export type Formats = ReturnType<typeof formats>

/**
 * Numbers, amounts and dates in the form of a language: "1.234,5 m²" and "31/12/2026", "1,234.5 m²" and
 * "31/12/2026". Thousands are always grouped, minus is a minus sign, and times are those of the city.
 */
export function formats(language: Language) {
  const locale = locales[language]
  const made = new Map<string, Intl.NumberFormat>()
  const formatter = (maximumFractionDigits: number, minimumFractionDigits: number) => {
    const key = `${maximumFractionDigits} ${minimumFractionDigits}`
    const options = { minimumFractionDigits, maximumFractionDigits, useGrouping: 'always' } as const
    const known = made.get(key) ?? new Intl.NumberFormat(locale, options)
    made.set(key, known)
    return known
  }
  const number = (value: number, decimals = 0, least = decimals) =>
    formatter(decimals, least).format(value).replace('-', '−')
  const unit = (value: number, symbol: string, decimals: number) =>
    `${number(value, decimals, 0)}${NBSP}${symbol}`
  const dateTime = (options: Intl.DateTimeFormatOptions) => (value: string) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(new Date(value))
  const date = dateTime({ day: '2-digit', month: '2-digit', year: 'numeric' })
  const time = dateTime({ hour: '2-digit', minute: '2-digit', hour12: false })
  return {
    number,
    area: (value: number) => unit(value, 'm²', 1),
    metres: (value: number) => unit(value, 'm', 1),
    distance: (value: number) =>
      value < 1000 ? unit(Math.round(value / 10) * 10, 'm', 0) : unit(value / 1000, 'km', 1),
    power: (value: number) => unit(value, 'kW', 1),
    load: (value: number) => unit(value, 'kg/m²', 0),
    percent: (share: number) => `${number(share * 100, 1, 0)}%`,
    /** To the cent, as in a bill. */
    euro: (value: number) => unit2(number(value, 2), '€'),
    /** Whole euros, as in a list. */
    euroRound: (value: number) => unit2(number(value, 0), '€'),
    date,
    time,
    /** To the second, as on a receipt. */
    exactTime: dateTime({ timeStyle: 'medium' }),
    dateTime: (value: string) => `${date(value)}, ${time(value)}`,
    longDate: dateTime({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    /** Size of a file. */
    bytes: (value: number) =>
      value < 1_000_000
        ? unit(Math.max(1, Math.round(value / 1000)), 'kB', 0)
        : unit(value / 1_000_000, 'MB', 1),
  }
}

const unit2 = (value: string, symbol: string) => `${value}${NBSP}${symbol}`

const byLanguage = { it: formats('it'), en: formats('en') }

/** The formats of the language in use. */
export function useFormats(): Formats {
  return byLanguage[useLanguage()]
}
