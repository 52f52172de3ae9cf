import { createHash, randomInt } from 'node:crypto'

/** Letters and digits that are not taken for one another on paper. */
const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const groups = 4
const perGroup = 4

/** A new code for following a submission without an account: 16 signs of 31, about 79 bits. */
export function newAccessCode(): string {
  const group = () => Array.from({ length: perGroup }, () => signs[randomInt(signs.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}

/** What is kept of a code, however it was written down again. */
export const accessCodeHash = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest('hex')
