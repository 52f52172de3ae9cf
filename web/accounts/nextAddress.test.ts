import { expect, test } from 'vitest'
import { nextAddress } from './nextAddress.ts'

test.each([
  ['/spaces/MI-9-0147/ask?lang=en', '/spaces/MI-9-0147/ask?lang=en'],
  ['//elsewhere.example/x', '/'],
  ['/\\elsewhere.example', '/'],
  ['https://elsewhere.example', '/'],
  [null, '/'],
])('after signing in %s leads to %s', (asked, expected) => {
  expect(nextAddress(asked)).toBe(expected)
})
