import { expect, test } from 'vitest'
import {
  queueParameters,
  type RedactionState,
  readRedactionState,
  writeRedactionState,
} from './redactionState.ts'

const state: RedactionState = {
  plan: 'PGT',
  part: 'reply',
  state: 'toSign',
  group: 7,
  q: 'più verde',
  page: 3,
}
const usual = { plan: undefined, part: 'text', state: undefined, group: undefined, q: '', page: 1 } as const
const readBack = (written: string) => readRedactionState(new URL(written, 'http://site').searchParams)

test('regression 4: address, state, address is the identity', () => {
  expect(readBack(writeRedactionState(state))).toEqual(state)
  expect(readBack(writeRedactionState(usual))).toEqual(usual)
  expect(writeRedactionState(usual)).toBe('/desk/redaction')
})

test('what is not understood is left out', () => {
  expect(readRedactionState(new URLSearchParams('part=all&state=sold&page=-2&group=x'))).toEqual(usual)
})

test('the server is asked for what the address says, but for the page', () => {
  expect(String(queueParameters(state, 'PGT'))).toBe(
    'plan=PGT&part=reply&state=toSign&group=7&q=pi%C3%B9+verde',
  )
})
