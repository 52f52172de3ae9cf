import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type OpeningSituation,
  openingRefusal,
  pairsOf,
  passphraseFault,
  readPrice,
  writePrice,
} from './rules.ts'
import { pricePlainBytes } from './schema.ts'

const place = { request: '0f8fad5b-d9cb-469f-a165-70867728950e', lot: 2_147_483_647 }
const nonce = 'a'.repeat(32)
const sealed = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

describe('a price', () => {
  test('is read as it was written, and every one is as long as every other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (cents) => {
        const plain = writePrice(place, cents / 100, nonce)
        expect(plain.length).toBe(pricePlainBytes)
        expect(readPrice(plain, place)).toEqual({ eurYear: cents / 100, problem: null })
      }),
    )
  })

  test('cannot be moved to another lot or into another request', () => {
    const plain = writePrice(place, 427.5, nonce)
    expect(readPrice(plain, { ...place, lot: 1 }).problem).toBe('otherLot')
    expect(readPrice(plain, { ...place, request: 'other' }).problem).toBe('otherLot')
  })

  test.each([
    [null, 'unreadable'],
    [new Uint8Array([0xff, 0xfe]), 'unreadable'],
    [sealed('427.50'), 'unreadable'],
    [sealed({ ...place, eurYear: '427.50' }), 'notANumber'],
    [sealed({ ...place, eurYear: -1 }), 'notANumber'],
    [sealed({ ...place, eurYear: 1e12 }), 'notANumber'],
    [sealed({ ...place, eurYear: 0.001 }), 'notANumber'],
    [sealed(place), 'notANumber'],
  ])('that is none says why: %s %s', (plain, problem) => {
    expect(readPrice(plain, place)).toEqual({ eurYear: null, problem })
  })

  test('that is no amount is not even sealed', () => {
    for (const none of [Number.NaN, -1, 0.005, 1e9])
      expect(() => writePrice(place, none, nonce)).toThrow(RangeError)
  })
})

const ready: OpeningSituation = {
  takesPrice: true,
  hasKey: true,
  isUnsealed: true,
  isTechnicalSigned: true,
  round: null,
  isOpened: false,
  isCustodian: true,
  hasOwnRequest: false,
}

test.each([
  [{}, null],
  [{ takesPrice: false }, 'noPrice'],
  [{ hasKey: false }, 'noKey'],
  [{ isUnsealed: false }, 'sealed'],
  [{ isTechnicalSigned: false }, 'technicalNotSigned'],
  [{ isOpened: true }, 'alreadyOpened'],
  [{ round: { isKnown: false, isOver: false } }, 'roundUnknown'],
  [{ round: { isKnown: true, isOver: false } }, 'roundOpen'],
  [{ round: { isKnown: true, isOver: true } }, null],
  [{ isCustodian: false }, 'notCustodian'],
  [{ hasOwnRequest: true }, 'ownRequest'],
] as const)('opening with %j is refused for: %s', (changes, refusal) => {
  expect(openingRefusal({ ...ready, ...changes })).toBe(refusal)
})

test('three custodians make three pairs, two make one', () => {
  expect(pairsOf(['a', 'b'])).toEqual([['a', 'b']])
  expect(pairsOf(['a', 'b', 'c'])).toEqual([
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ])
})

test.each([
  ['breve', 'tooShort'],
  ['aaaa bbbb aaaa bbbb aaaa', 'tooSimple'],
  ['lanterna verde sul tram nove', null],
])('the passphrase "%s" is judged %s', (passphrase, fault) => {
  expect(passphraseFault(passphrase)).toBe(fault)
})
