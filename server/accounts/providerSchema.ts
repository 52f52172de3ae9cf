import { type Static, Type } from 'typebox'

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

export const VerifiedFiscalCode = Type.Object({
  fiscalCode: Type.String(),
  verifiedAt: Type.String({ format: 'date-time' }),
})
export type VerifiedFiscalCode = Static<typeof VerifiedFiscalCode>
