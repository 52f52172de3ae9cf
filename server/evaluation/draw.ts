const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** SHA-256 of a text in UTF-8, in hexadecimal; the same in the browser and on the server. */
export const sha256 = async (text: string): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

/** The frozen list as it is hashed: one number a line, sorted, each line ended by a line feed. */
export const drawList = (numbers: readonly string[]): string =>
  [...numbers]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((number) => `${number}\n`)
    .join('')

/** What is drawn for one number: SHA-256 of list hash, seed and number, parted by colons. */
export const ticketOf = (listHash: string, seed: string, number: string): Promise<string> =>
  sha256(`${listHash}:${seed}:${number}`)

/** A number of the list and what was drawn for it. */
export interface Ticket {
  number: string
  ticket: string
}

/**
 * The order a draw gives: of each number of the frozen list the SHA-256 of `listHash:seed:number`, the
 * smallest first. The list is hashed and published before the seed exists, and where the seed will come
 * from is written down with it, so nobody can choose either to suit the other, and everybody can repeat it
 * (`printf '%s:%s:%s' HASH SEED NUMBER | sha256sum`). R.D. 827/1924 art. 77 leaves the way of the draw open.
 * @param seed the numbers as they were published, without leading zeros, a blank between two
 */
export async function drawOrder(numbers: readonly string[], seed: string): Promise<Ticket[]> {
  const listHash = await sha256(drawList(numbers))
  const tickets = await Promise.all(
    numbers.map(async (number) => ({ number, ticket: await ticketOf(listHash, seed, number) })),
  )
  return tickets.sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
}
