export { isEmail } from './emailForm.ts'
export { isFiscalCode, isPersonalFiscalCode, isVatNumber, normalizeCode } from './fiscalCode.ts'
export { type PasswordOwner, passwordFlaw } from './passwordRules.ts'
export * from './roleRules.ts'

/**
 * Where to go after signing in: a path of this site, else the map. An address of another site is ignored,
 * also one that hides its host behind dots or backslashes.
 */
export function nextAddress(asked: string | null | undefined): string {
  if (!asked?.startsWith('/')) return '/'
  const url = URL.canParse(asked, 'https://here.invalid') ? new URL(asked, 'https://here.invalid') : null
  if (url?.origin !== 'https://here.invalid' || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search
}
