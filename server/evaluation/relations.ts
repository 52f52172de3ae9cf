import type { RequestContent } from '../allocation/schema.ts'

/** Somebody a commissioner is tied to, as declared, or the commissioner. */
export interface Related {
  name: string
  /** Codice fiscale or partita IVA, where it is known. */
  code: string | null
}

/** Everybody behind a request: names and codes of the applicant, the members of a grouping and who represents them. */
export interface Behind {
  names: readonly string[]
  codes: readonly string[]
}

/** Words of a name that say what somebody is and not who: the legal forms of firms and associations. */
const forms = new Set(
  'srl srls spa snc sas sapa scarl scrl scpa aps asd ssd ets odv onlus ass associazione societa soc coop cooperativa sociale ditta impresa individuale studio dott dottssa ing arch avv'.split(
    ' ',
  ),
)

/**
 * A name as it is compared: without accents, case, punctuation, legal forms and the order of its words, so
 * that "Rossi, Mario" is "Mario Rossi" and "Telai Bovisa S.r.l." is "telai bovisa". Empty where nothing is left.
 */
export function comparableName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f.'’`]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const telling = words.filter((word) => !forms.has(word))
  return (telling.length > 0 ? telling : words).sort().join(' ')
}

/** A code as it is compared: capitals without blanks and the "IT" before a partita IVA. */
export const comparableCode = (code: string): string =>
  code
    .toUpperCase()
    .replace(/\s/g, '')
    .replace(/^IT(?=\d{11}$)/, '')

const written = (values: readonly (string | null | undefined)[]) =>
  values.filter((value): value is string => Boolean(value?.trim()))

/** Who is behind a request by what it says; `codes` are those it was received with. */
export function behindRequest(content: RequestContent, codes: readonly string[]): Behind {
  const { applicant = {} } = content
  const { members = [], name, representative } = applicant
  return {
    names: written([
      name,
      representative,
      ...members.flatMap((member) => [member.name, member.representative]),
    ]),
    codes,
  }
}

/**
 * Whether somebody of a commissioner's is behind a request, by a code or by the name. Namesakes are taken for
 * the same person: a commissioner loses a file by it, no applicant a right.
 */
export function isRelated(related: readonly Related[], behind: Behind): boolean {
  const codes = new Set(behind.codes.map(comparableCode))
  const names = new Set(behind.names.map(comparableName).filter(Boolean))
  return related.some(
    ({ name, code }) => (code !== null && codes.has(comparableCode(code))) || names.has(comparableName(name)),
  )
}
