import type { Language } from '../accounts/words.ts'
import { timeZone } from '../city/rules.ts'

const locales = { it: 'it-IT', en: 'en-GB' } as const

/** Formatters are kept: making one takes a hundred times as long as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function written(language: Language, options: Intl.DateTimeFormatOptions, at: Date): string {
  const key = language + JSON.stringify(options)
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locales[language], { timeZone, ...options })
  formatters.set(key, known)
  return known.format(at)
}

/** Day and time to the second, by the clocks of Italy, as papers and letters say them. */
export const exactInstant = (at: Date, language: Language): string =>
  written(language, { dateStyle: 'long', timeStyle: 'medium' }, at)

/** Day and time to the minute, by the clocks of Italy. */
export const shortInstant = (at: Date, language: Language): string =>
  written(language, { dateStyle: 'long', timeStyle: 'short' }, at)

/** Day of the week, day and time to the minute, by the clocks of Italy. */
export const minuteOfDay = (at: Date, language: Language): string =>
  written(language, { dateStyle: 'full', timeStyle: 'short' }, at)

/** A day, such as `2026-03-31`, in words. */
export const dayInWords = (day: string, language: Language): string =>
  written(language, { timeZone: 'UTC', dateStyle: 'long' }, new Date(day))
