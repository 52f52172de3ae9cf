import type { Change, DistrictPromise } from './schema.ts'
import { changeWords, promiseWords, statusWords } from './words.ts'

type Language = 'it' | 'en'

const named = (text: string, textEn: string | null, language: Language) =>
  (language === 'en' && textEn) || text

/** A change in one line, without its day. */
export function changeText(change: Change, language: Language): string {
  const subject = named(change.subject, change.subjectEn, language)
  if (change.kind !== 'spaceMoved') {
    const word = changeWords[change.kind][language]
    const counted = change.count !== null && change.kind === 'pointsPublished' ? `${change.count} ` : ''
    return `${counted}${word}: ${subject}`
  }
  const to = statusWords[change.status ?? '']?.[language] ?? ''
  const from = change.before ? statusWords[change.before]?.[language] : null
  const was = from ? (language === 'it' ? ` (era ${from})` : ` (was ${from})`) : ''
  return `${subject}: ${to}${was}`
}

/** What was promised, in words. */
export const promiseText = ({ kind, title, titleEn }: DistrictPromise, language: Language): string =>
  promiseWords[kind][language](named(title, titleEn, language))

const dayNouns = { it: ['giorno', 'giorni'], en: ['day', 'days'] } as const

function daysIn(days: number, language: Language): string {
  const [one, other] = dayNouns[language]
  const number = days.toLocaleString(language === 'it' ? 'it-IT' : 'en-GB', {
    useGrouping: 'always',
  } as Intl.NumberFormatOptions)
  return `${number} ${days === 1 ? one : other}`
}

/** How a promise went, in words. */
export function promiseOutcome({ state, days }: DistrictPromise, language: Language): string {
  const it = language === 'it'
  const told = daysIn(Math.abs(days), language)
  if (state === 'late') return it ? `in ritardo di ${told}` : `${told} late`
  if (state === 'notDue') {
    if (days === 0) return it ? 'scade oggi' : 'due today'
    return it ? `${days === 1 ? 'manca' : 'mancano'} ${told}` : `${told} left`
  }
  if (state === 'unverified') return it ? 'scaduto, non ancora verificato' : 'over, not verified yet'
  if (days === 0) return it ? 'mantenuto' : 'kept'
  if (days > 0) return it ? `mantenuto, ${told} prima` : `kept, ${told} before`
  return it ? `mantenuto, ${told} dopo` : `kept, ${told} after`
}
