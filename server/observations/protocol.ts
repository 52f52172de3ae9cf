import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { ProtocolConfig } from '../config.ts'
import type { Db } from '../db/index.ts'

/** What is to be registered, as a protocol service is told of it. */
interface ProtocolRequest {
  /** The same for every attempt: a service that was asked before answers with the number it gave. */
  key: string
  registry: string
  year: number
  /** Number of the receipt. */
  reference: string
  subject: string
  receivedAt: string
  contentHash: string
}

export interface GivenProtocol {
  year: number
  number: string
  at: Date
}

/** Whoever gives protocol numbers: each is unique for its registry and year alone. */
export interface ProtocolService {
  /** @throws {Error} where no number can be had now: it is asked for again */
  register(request: ProtocolRequest): Promise<GivenProtocol>
}

/** The next number of a registry in a year, counted here; never given twice, and no number is left out. */
export async function countProtocol(
  trx: Db,
  { registry, year, at }: { registry: string; year: number; at: Date },
): Promise<GivenProtocol> {
  const [row] = await trx('protocol_counter')
    .insert({ registry, year, last_number: 1 })
    .onConflict(['registry', 'year'])
    .merge({ last_number: trx.raw('protocol_counter.last_number + 1') })
    .returning('last_number')
  return { year, number: String(row.last_number), at }
}

const Answer = Type.Object({
  year: Type.Integer({ minimum: 1900, maximum: 9999 }),
  number: Type.String({ minLength: 1, maxLength: 40 }),
  at: Type.String({ minLength: 10, maxLength: 40 }),
})
const timeLimitMs = 5000

function givenIn(answer: unknown): GivenProtocol {
  if (!Value.Check(Answer, answer)) throw new Error('the protocol service answered with something else')
  const { year, number, at }: Static<typeof Answer> = answer
  const instant = new Date(at)
  if (Number.isNaN(instant.getTime())) throw new Error('the protocol service gave no time')
  return { year, number, at: instant }
}

/** A protocol service that is asked over HTTP; `docs/observations.md` says what it is asked and answers. */
export const remoteProtocol = ({ url, token }: ProtocolConfig): ProtocolService => ({
  async register({ key, ...request }) {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeLimitMs),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(request),
    })
    if (!response.ok) throw new Error(`the protocol service answered ${response.status}`)
    return givenIn(await response.json())
  },
})
