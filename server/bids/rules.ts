import { type OpeningRefusal, type PriceProblem, pricePlainBytes } from './schema.ts'

/** What a price is sealed for: nobody moves it to another lot, nor into another request. */
export interface PricePlace {
  request: string
  lot: number
}

/** The most a price can be, EUR a year. */
const mostEurYear = 100_000_000

const isPrice = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= mostEurYear && Math.round(value * 100) / 100 === value

/**
 * A price as it is sealed: JSON filled up with spaces to one length, with a nonce that keeps two equal prices
 * from being found equal by who guesses them.
 * @param nonce at least 16 random bytes, in hexadecimal
 * @throws {RangeError} where the price is none
 */
export function writePrice({ request, lot }: PricePlace, eurYear: number, nonce: string): Uint8Array {
  if (!isPrice(eurYear)) throw new RangeError('a price is an amount in euros and cents')
  const bytes = new TextEncoder().encode(JSON.stringify({ request, lot, eurYear, nonce }))
  if (bytes.length > pricePlainBytes) throw new RangeError('what is sealed is too long')
  const plain = new Uint8Array(pricePlainBytes).fill(0x20)
  plain.set(bytes)
  return plain
}

/** A price that was opened, or why there is none. */
export type OpenedPrice = { eurYear: number; problem: null } | { eurYear: null; problem: PriceProblem }

const without = (problem: PriceProblem): OpenedPrice => ({ eurYear: null, problem })

function parse(plain: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain))
  } catch {
    return null
  }
}

/** Reads what was sealed for a place; null stands for a box that the key does not open. */
export function readPrice(plain: Uint8Array | null, place: PricePlace): OpenedPrice {
  const said = plain && parse(plain)
  if (typeof said !== 'object' || said === null) return without('unreadable')
  const { request, lot, eurYear } = said as Record<string, unknown>
  if (request !== place.request || lot !== place.lot) return without('otherLot')
  return isPrice(eurYear) ? { eurYear, problem: null } : without('notANumber')
}

/** What decides whether prices can be opened, and by this person. */
export interface OpeningSituation {
  takesPrice: boolean
  hasKey: boolean
  isUnsealed: boolean
  isTechnicalSigned: boolean
  /** The round of improved offers that is asked for; null where it is the prices of the requests. */
  round: { isKnown: boolean; isOver: boolean } | null
  isOpened: boolean
  isCustodian: boolean
  hasOwnRequest: boolean
}

/** Why prices cannot be opened; null where they can. */
export function openingRefusal(now: OpeningSituation): OpeningRefusal | null {
  const refusals: [boolean, OpeningRefusal][] = [
    [!now.takesPrice, 'noPrice'],
    [!now.hasKey, 'noKey'],
    [now.isOpened, 'alreadyOpened'],
    [!now.isUnsealed, 'sealed'],
    [!now.isTechnicalSigned, 'technicalNotSigned'],
    [now.round !== null && !now.round.isKnown, 'roundUnknown'],
    [now.round !== null && !now.round.isOver, 'roundOpen'],
    [!now.isCustodian, 'notCustodian'],
    [now.hasOwnRequest, 'ownRequest'],
  ]
  return refusals.find(([holds]) => holds)?.[1] ?? null
}

/** Pairs among two or three custodians: the key is put together by any of them. */
export function pairsOf<Item>(custodians: readonly Item[]): [Item, Item][] {
  return custodians.flatMap((one, index) =>
    custodians.slice(index + 1).map((other): [Item, Item] => [one, other]),
  )
}

/** Minutes that the share of the first custodian waits for that of the second. */
export const shareWaitsMinutes = 15

/** Fewest characters of a passphrase: four or five words. */
const passphraseLength = 20

/** Why a passphrase protects too little; null where it will do. */
export function passphraseFault(passphrase: string): 'tooShort' | 'tooSimple' | null {
  const text = passphrase.normalize('NFKC').trim()
  if (text.length < passphraseLength) return 'tooShort'
  return new Set(text.toLowerCase().replace(/\s/g, '')).size < 8 ? 'tooSimple' : null
}
