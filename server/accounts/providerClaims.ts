import type { ProviderConfig } from '../providerConfig.ts'
import { isPersonalFiscalCode, normalizeCode } from './rules.ts'
import { type ProviderMethod, providerMethods } from './schema.ts'

export type Claims = Readonly<Record<string, unknown>>

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
const textsOf = (value: unknown): string[] => [value].flat().map(textOf).filter(Boolean)

/** The claim of SPID and CIE by OpenID Connect (AgID, "Linee guida OpenID Connect in SPID", attributes). */
const officialClaim = 'https://attributes.eid.gov.it/fiscal_number'

/** The verified codice fiscale, given as TINIT-… ; null where there is none or it is not that of a person. */
export function readFiscalNumber(claims: Claims, { fiscalNumberClaim }: ProviderConfig): string | null {
  const given = textOf(claims[fiscalNumberClaim]) || textOf(claims[officialClaim])
  const code = normalizeCode(given.replace(/^TINIT-/i, ''))
  return isPersonalFiscalCode(code) ? code : null
}

const methodWord = /(?<![a-z])(spid|cie|cns)(?=l[1-3](?!\w)|[^a-z]|$)/gi

function methodsIn(value: string, { methods }: ProviderConfig): ProviderMethod[] {
  const named = [...value.matchAll(methodWord)].map(([word]) => word.toLowerCase())
  return providerMethods.filter(
    (method) =>
      named.includes(method) ||
      methods.some((offered) => offered.method === method && offered.value === value),
  )
}

const methodValues = (claims: Claims, { methodClaims }: ProviderConfig): string[] =>
  methodClaims.flatMap((name) => textsOf(claims[name]))

/**
 * The method that was used, as the provider's claims tell it. Where they tell none, a provider that offers
 * a single method has used it; with several the one the person chose would be a guess, because a provider
 * is free to let them change their mind there. Null where it cannot be known.
 */
export function readMethod(claims: Claims, provider: ProviderConfig): ProviderMethod | null {
  const { methods } = provider
  const told = new Set(methodValues(claims, provider).flatMap((value) => methodsIn(value, provider)))
  const offered = methods.map(({ method }) => method).filter((method) => told.size === 0 || told.has(method))
  return told.size <= 1 && offered.length === 1 ? (offered[0] ?? null) : null
}

/** Whether the claims tell of level 1, a password alone, which is too little for an application. */
export function isLowLevel(claims: Claims, provider: ProviderConfig): boolean {
  return methodValues(claims, provider).some((value) => /(?<![a-z])(spid|cie)[^a-z]?l1(?!\d)/i.test(value))
}

/** Name for a new account, null where none is told, and the e-mail address, which not every method tells. */
export function readNameAndEmail(claims: Claims): { name: string | null; email: string | null } {
  const parts = [textOf(claims.given_name), textOf(claims.family_name)].filter(Boolean)
  const name = (parts.length === 2 ? parts.join(' ') : textOf(claims.name) || parts.join(' '))
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, 120)
  const email = textOf(claims.email)
  const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && email.length <= 254
  return { name: name || null, email: isAddress ? email : null }
}
