import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { browserWords } from './browserWords.ts'
import { isCommonPassword } from './commonPasswords.ts'
import { Password } from './parts.ts'
import { passwordFlaw } from './passwordRules.ts'

const anna = { name: 'Anna Rossi', email: 'anna.rossi84@example.org' }

test.each([
  ['undici lett', 'short'],
  ['AnnaRossi2026', 'personal'],
  ['rossi-ANNA-1984', 'personal'],
  ['anna.rossi84!', 'personal'],
  ['Spazi-Spazi-2026', 'personal'],
  ['una frase molto lunga', null],
  ['Anna ama i gatti neri di Lambrate', null],
  ['!!!!!!!!!!!!????', null],
])('the rule for "%s" of Anna Rossi says %s', (password, flaw) => {
  expect(passwordFlaw(password, anna)).toBe(flaw)
})

test('a password may have 12 to 128 characters', () => {
  expect([11, 12, 128, 129].map((length) => Value.Check(Password, 'x'.repeat(length)))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('names of one letter, and accounts without an address, stand in nobody’s way', () => {
  expect(passwordFlaw('cavallo batteria', { name: 'A B', email: null })).toBeNull()
})

test.each([
  '123456789012',
  'Password1234',
  '2026-Juventus!',
  'abcabcabcabc',
  'abcdefghijklmn',
  'ZZZZZZZZZZZZ',
])('%s is tried first by whoever guesses', (password) => {
  expect(isCommonPassword(password)).toBe(true)
})

test.each(['una frase molto lunga', 'Telai saldati a mano', 'qh7-Vw2-mmp-09x'])(
  '%s is not common',
  (password) => {
    expect(isCommonPassword(password)).toBe(false)
  },
)

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox, Windows'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    'Safari, Mac',
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36',
    'Chrome, Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/143.0 Mobile/15E148 Safari/604.1',
    'Chrome, iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0',
    'Edge, Windows',
  ],
  ['curl/8.5.0', null],
])('%s is told as %s', (userAgent, words) => {
  expect(browserWords(userAgent)).toBe(words)
})
