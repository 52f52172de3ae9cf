import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { openingRefusals, outageSources, priceProblems } from './words.ts'

export * from './words.ts'

/** Bytes of a fixed length as base64. */
const Base64 = (bytes: number, description: string) => {
  const length = Math.ceil(bytes / 3) * 4
  return Type.String({ minLength: length, maxLength: length, pattern: '^[A-Za-z0-9+/]+={0,2}$', description })
}
const strict = { additionalProperties: false }
const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

/** Bytes of what is sealed: every price is as long as every other, so that its length tells nothing. */
export const pricePlainBytes = 160
/** What a sealed box adds: the key made for it alone, and the tag. */
const sealBytes = 48
export const sealedPriceBytes = pricePlainBytes + sealBytes

export const SealedPrice = Base64(sealedPriceBytes, 'libsodium sealed box for the key of the call, as base64')
const PublicKey = Base64(32, 'X25519 public key, as base64')
const Salt = Base64(16, 'salt of the passphrase, as base64')

/** The public half of a key an officer made from a passphrase. */
export const CustodianKey = Type.Object({
  id: Type.Integer(),
  publicKey: PublicKey,
  salt: Salt,
  madeAt: Type.String({ format: 'date-time' }),
})
export type CustodianKey = Static<typeof CustodianKey>

export const CustodianKeys = Type.Object({
  mine: orNull(CustodianKey),
  newSalt: Type.Object({ salt: Salt }, { description: 'for who makes a key now' }),
  calls: Type.Array(Type.Object({ code: Type.String(), title: Type.String() }), {
    description: 'whose prices wait for a share of mine, also of a key of mine that was replaced',
  }),
})
export type CustodianKeys = Static<typeof CustodianKeys>

export const NewCustodianKey = Type.Object({ publicKey: PublicKey, salt: Salt }, strict)
export type NewCustodianKey = Static<typeof NewCustodianKey>

/** Makes the key of a call; one made before is replaced, as long as the call is not open. */
export const NewCallKey = Type.Object(
  {
    custodians: Type.Array(Id, {
      minItems: 2,
      maxItems: 3,
      uniqueItems: true,
      description: 'ids of the keys of two or three officers; any two of them open the prices',
    }),
  },
  strict,
)
export type NewCallKey = Static<typeof NewCallKey>

const Custodian = Type.Object({ keyId: Type.Integer(), name: Type.String(), isMe: Type.Boolean() })

/** A price in a paper envelope, as the two people read it together; null where nothing can be read. */
const PaperPrice = Type.Object(
  {
    request: Type.String({ format: 'uuid' }),
    lot: Id,
    eurYear: nullOr(Type.Number({ minimum: 0, maximum: 100_000_000, multipleOf: 0.01 })),
  },
  strict,
)

/** The share of one of the custodians; with that of a second, in time, the prices are opened. */
export const OpeningShare = Type.Object(
  {
    round: Type.Optional(Id),
    shares: Type.Array(
      Type.Object(
        {
          pair: Type.Integer({ minimum: 1, maximum: 3 }),
          share: Base64(32, 'opened in the browser with the passphrase, as base64'),
        },
        strict,
      ),
      { minItems: 1, maxItems: 3 },
    ),
    paper: Type.Optional(
      Type.Array(PaperPrice, { maxItems: 2000, description: 'from the second: every paper envelope' }),
    ),
  },
  strict,
)
export type OpeningShare = Static<typeof OpeningShare>

/** Which prices: those of the requests, or of the improved offers of a round. */
export const OpeningQuery = Type.Object({ round: Type.Optional(Id) }, strict)
export type OpeningQuery = Static<typeof OpeningQuery>

/** The key of a call and the opening of its prices, as an officer sees them. */
export const CallBids = Type.Object({
  call: Type.Object({ code: Type.String(), title: Type.String(), status: Type.String() }),
  takesPrice: Type.Boolean(),
  key: orNull(
    Type.Object({
      publicKey: PublicKey,
      madeAt: Type.String({ format: 'date-time' }),
      madeBy: Type.String(),
      custodians: Type.Array(Custodian),
    }),
  ),
  mayMakeKey: Type.Boolean({ description: 'the call is not open yet' }),
  candidates: Type.Array(Custodian, { description: 'officers who have a key' }),
  refusal: orNull(oneOf(openingRefusals, 'why the prices cannot be opened now, or not by me')),
  waiting: orNull(
    Type.Object({
      by: Type.String(),
      isMe: Type.Boolean(),
      expiresAt: Type.String({ format: 'date-time' }),
    }),
  ),
  shares: Type.Array(
    Type.Object({
      pair: Type.Integer(),
      publicKey: PublicKey,
      salt: Salt,
      sealedShare: Base64(80, 'sealed for the public key, as base64'),
    }),
    { description: 'mine' },
  ),
  paper: Type.Array(
    Type.Object({
      request: Type.String(),
      number: Type.String(),
      lot: Type.Integer(),
      lotNumber: Type.Integer(),
    }),
    { description: 'paper envelopes to be opened; empty while the prices cannot be opened' },
  ),
  opened: orNull(
    Type.Object({
      firstBy: Type.String(),
      secondBy: Type.String(),
      at: Type.String({ format: 'date-time' }),
      prices: Type.Array(
        Type.Object({
          request: Type.String(),
          number: Type.String(),
          lotNumber: Type.Integer(),
          eurYear: orNull(Type.Number()),
          problem: orNull(oneOf(priceProblems, 'why there is no price')),
        }),
      ),
    }),
  ),
})
export type CallBids = Static<typeof CallBids>

/** A time of the clocks of Italy, to the minute. */
const Printed = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$' })

/** A time in which the service could not be used. */
export const Outage = Type.Object({
  id: Type.Integer(),
  beganAt: Type.String({ format: 'date-time' }),
  endedAt: Type.String({ format: 'date-time' }),
  source: oneOf(outageSources, 'found by the service itself, or told by the office'),
  note: orNull(Type.String()),
  recordedBy: orNull(Type.String()),
})
export type Outage = Static<typeof Outage>

export const CallOutages = Type.Object({
  outages: Type.Array(Outage, { description: 'in the 24 hours before the deadline' }),
  lostMinutes: Type.Integer(),
  proposedUntil: orNull(
    Type.String({
      description: 'deadline that makes up for it, such as 2027-03-31T12:00; null where none is needed',
    }),
  ),
})
export type CallOutages = Static<typeof CallOutages>

export const NewOutage = Type.Object(
  { beganAt: Printed, endedAt: Printed, note: Type.String({ minLength: 3, maxLength: 500, pattern: '\\S' }) },
  strict,
)
export type NewOutage = Static<typeof NewOutage>
