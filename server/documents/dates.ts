import type { Language } from '../accounts/words.ts'
import { timeZone } from '../city/rules.ts'

const locales = { it: 'it-IT', en: 'en-GB' } as const

const written = (language: Language, options: Intl.DateTimeFormatOptions, at: Date) =>
  new Intl.DateTimeFormat(locales[language], { timeZone, ...options }).format(at)

/** Day and time to the second, by the clocks of Italy, as papers and letters say them. */
export const exactInstant = (at: Date, language: Language): string =>
  written(language, { dateStyle: 'long', timeStyle: 'medium' }, at)

/** Day of the week, day and time to the minute, by the clocks of Italy. */
export const minuteOfDay = (at: Date, language: Language): string =>
  written(language, { dateStyle: 'full', timeStyle: 'short' }, at)
