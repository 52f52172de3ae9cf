import { expect, test } from 'vitest'
import { formats } from './format.ts'

const italian = formats('it')
const english = formats('en')
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test('figures in the Italian form, thousands grouped from four digits on', () => {
  expect(plain(italian.area(1234.5))).toBe('1.234,5 m²')
  expect(plain(italian.area(128))).toBe('128 m²')
  expect(plain(italian.euro(4426.24))).toBe('4.426,24 €')
  expect(plain(italian.euroRound(368.85))).toBe('369 €')
  expect(plain(italian.euro(-1996.8))).toBe('−1.996,80 €')
  expect(italian.percent(0.3)).toBe('30%')
})

test('figures in the English form', () => {
  expect(plain(english.area(1234.5))).toBe('1,234.5 m²')
  expect(plain(english.euro(4426.24))).toBe('4,426.24 €')
})

test('distances are rounded to ten metres, then to a tenth of a kilometre', () => {
  expect(plain(italian.distance(604))).toBe('600 m')
  expect(plain(italian.distance(1560))).toBe('1,6 km')
})

test('dates and times are those of the city', () => {
  expect(italian.date('2026-12-11')).toBe('11/12/2026')
  expect(italian.dateTime('2026-12-11T11:00:00Z')).toBe('11/12/2026, 12:00')
  expect(italian.dateTime('2026-07-11T10:00:00Z')).toBe('11/07/2026, 12:00')
  expect(english.date('2026-12-11')).toBe('11/12/2026')
  expect(italian.longDate('2026-12-11T11:00:00Z')).toBe('venerdì 11 dicembre 2026')
})
