import { type Static, Type } from 'typebox'
import { oneOf } from '../http/schema.ts'

/** How the city's identity provider can identify somebody. */
export const providerMethods = ['spid', 'cie', 'cns'] as const
export type ProviderMethod = (typeof providerMethods)[number]

export const AccountPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** A codice fiscale that the office has read on an identity document. */
export const FiscalCodeCheck = Type.Object(
  {
    fiscalCode: Type.String({ minLength: 16, maxLength: 30 }),
    note: Type.String({ minLength: 3, maxLength: 400, description: 'which document, seen when and how' }),
  },
  { additionalProperties: false },
)
export type FiscalCodeCheck = Static<typeof FiscalCodeCheck>

/** Where a browser goes to sign in: which method, and where to return to afterwards. */
export const ProviderStart = Type.Object(
  {
    method: oneOf(providerMethods, 'method the person chose'),
    next: Type.Optional(Type.String({ maxLength: 2000, description: 'path of this site' })),
  },
  { additionalProperties: false },
)

/** With what the provider sends the browser back; providers add parameters of their own. */
export const ProviderAnswer = Type.Object(
  {
    state: Type.Optional(Type.String({ maxLength: 500 })),
    code: Type.Optional(Type.String({ maxLength: 4000 })),
    error: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: true },
)
