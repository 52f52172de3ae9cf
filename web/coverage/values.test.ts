import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { formats } from '../i18n/format.ts'
import { resources } from '../i18n/resources.ts'
import { type Measure, shortText, shownValue, type Told, wholeText } from './values.ts'

const texts = i18next.createInstance()
beforeAll(() => texts.init({ lng: 'it', resources, interpolation: { escapeValue: false } }))

const words = (language: 'it' | 'en' = 'it') => ({
  t: texts.getFixedT(language, 'coverage'),
  format: formats(language),
})
const known = (value: number): Told => ({ value, state: 'known' })
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const whole = (told: Told, measure: Measure, language?: 'it' | 'en') =>
  plain(wholeText(told, measure, words(language)))

test('shares are whole percents, rates keep the decimals that tell areas apart', () => {
  expect(whole(known(0.184), { id: 'labs15', unit: 'share' })).toBe('18%')
  expect(whole(known(0.0866), { id: 'labsPer10k', unit: 'per10k' })).toBe('0,09 ogni 10.000 residenti')
  expect(whole(known(1234.56), { id: 'offeredPer1000', unit: 'm2per1000' }, 'en')).toBe(
    '1,234.6 m² per 1,000 residents',
  )
  expect(whole(known(1560), { id: 'labDistanceMean', unit: 'metres' })).toBe('1,6 km')
})

test('counts name what they count, nought too', () => {
  expect(whole(known(0), { id: 'labCount', unit: 'count' })).toBe('0 laboratori')
  expect(whole(known(1), { id: 'labCount', unit: 'count' })).toBe('1 laboratorio')
  expect(whole(known(1), { id: 'spaceCount', unit: 'count' }, 'en')).toBe('1 space')
  expect(whole(known(30), { id: 'vacantMonths', unit: 'months' })).toBe('30 mesi')
})

test('what is not told says why', () => {
  const measure: Measure = { id: 'requests', unit: 'count' }
  const told = (state: Told['state']) => whole({ value: null, state }, measure)
  expect(told('suppressed')).toBe('<5')
  expect(told('unknown')).toBe('non noto')
  expect(told('noResidents')).toBe('nessun residente')
  expect(told('notApplicable')).toBe('non si applica')
  const perSpace: Measure = { id: 'requestsPerSpace', unit: 'perSpace' }
  expect(whole({ value: null, state: 'suppressed' }, perSpace)).toBe('troppo pochi casi')
  expect(whole({ value: null, state: 'notApplicable' }, perSpace)).toBe('nessuna domanda')
  const unmet: Measure = { id: 'unmet', unit: 'share' }
  expect(whole({ value: null, state: 'notApplicable' }, unmet)).toBe('nessuna domanda decisa')
  expect(shortText({ value: null, state: 'known' }, measure, words())).toBe('non noto')
})

test('values are as exact as they are shown', () => {
  expect(shownValue(0.184, 'share')).toBe(0.18)
  expect(shownValue(null, 'share')).toBeNull()
})
