import { expect, test } from 'vitest'
import { landingOf } from './landing.ts'

const sits = { grants: [{ role: 'districtCouncillor' as const, district: '9', until: null }] }

test('a councillor arrives at the page of their Municipio, however they sign in', () => {
  expect(landingOf(sits, 'districtCouncillor')).toBe('/districts/9')
  expect(landingOf(sits)).toBe('/districts/9')
})

test('an office of a Municipio arrives at its desk, who has no desk at the map', () => {
  const writes = { grants: [{ role: 'districtOffice' as const, district: '9', until: null }] }
  expect(landingOf(writes, 'districtOffice')).toBe('/municipio')
  expect(landingOf({ grants: [] }, 'applicant')).toBe('/')
  expect(landingOf({ grants: [] })).toBe('/')
})
