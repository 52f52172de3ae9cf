import { describe, expect, test } from 'vitest'
import { isFiscalCode, isPersonalFiscalCode, isVatNumber, nextAddress } from './rules.ts'

test.each([
  ['/spaces/MI-9-0147/ask?lang=en', '/spaces/MI-9-0147/ask?lang=en'],
  ['//elsewhere.example/x', '/'],
  ['/\\elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['/.//elsewhere.example', '/'],
  ['/x/..//elsewhere.example', '/'],
  ['//[', '/'],
  ['https://elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
  ['', '/'],
  [null, '/'],
])('after signing in %s leads to %s', (asked, expected) => {
  expect(nextAddress(asked)).toBe(expected)
})

describe('codice fiscale and partita IVA', () => {
  test.each([
    'RSSMRA80A01F205X',
    'RSSMRA85T10A562S',
    'BNCLCU90L55F205Q',
    'VRDGPP75M13F205Z',
    'RSSMRA80A01F20RS',
    ' rssmra80a01 f205x ',
  ])('%s is a person’s', (code) => expect(isPersonalFiscalCode(code)).toBe(true))

  test.each([
    'RSSMRA80A01F205Y',
    'RSSMRA80A01F205',
    'RSSMRA80A01F205XX',
    '12345670785',
    'RSSMRA80F01F205X',
    'RSSMRA80A00F205W',
    '',
  ])('%s is no person’s', (code) => expect(isPersonalFiscalCode(code)).toBe(false))

  test.each(['12345670785', '01199250158', '00743110157', 'IT 01199250158'])('%s is a VAT number', (code) =>
    expect(isVatNumber(code)).toBe(true),
  )

  test.each(['12345678901', '00000000000', '1234567078', 'RSSMRA80A01F205X'])('%s is no VAT number', (code) =>
    expect(isVatNumber(code)).toBe(false),
  )

  test('a body has eleven digits, a sole trader the code of the person', () => {
    expect(isFiscalCode('01199250158', 'organisation')).toBe(true)
    expect(isFiscalCode('RSSMRA80A01F205X', 'organisation')).toBe(true)
    expect(isFiscalCode('01199250158', 'person')).toBe(false)
  })
})
