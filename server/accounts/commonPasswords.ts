import { dictionary } from '@zxcvbn-ts/language-common'

const known = new Set(dictionary['passwords-common'])

const isRepeated = (text: string) => /^(.+?)\1+$/su.test(text)

/** Letters or digits in a row, such as "abcdefghijkl". */
function isSequence(text: string): boolean {
  const codes = [...text].map((sign) => sign.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0))
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1)
}

/**
 * Whether a password is among the 49,233 most common ones, is one of them with signs or digits around it
 * that are no longer than itself, or is one piece over and over.
 */
export function isCommonPassword(password: string): boolean {
  const text = password.toLowerCase()
  const bare = text.replace(/[^\p{L}\p{N}]+/gu, '')
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const isDressed = core.length * 2 >= text.length && known.has(core)
  return isDressed || [text, bare].some((form) => known.has(form) || isRepeated(form)) || isSequence(text)
}
