import { expect, test } from 'vitest'
import { isSameWriter, shuttingRefusals } from './admissibility.ts'

const anna = { accountId: null, name: 'Anna  Rossi', fiscalCode: 'RSSNNA80A41F205B' }

test('two were written by the same where a name, code, address or account is; two codes that differ are two people', () => {
  expect(isSameWriter(anna, { accountId: null, name: 'anna rossi' })).toBe(true)
  expect(isSameWriter(anna, { accountId: null, name: 'ANNA ROSSI', fiscalCode: 'RSSNNA90A41F205C' })).toBe(
    false,
  )
  expect(isSameWriter(anna, { accountId: null, name: 'A. Rossi', fiscalCode: 'rssnna80a41f205b' })).toBe(true)
  expect(isSameWriter(anna, { accountId: null, name: 'Bruno Neri', email: '' })).toBe(false)
  expect(isSameWriter(anna, { accountId: null, name: ' ' })).toBe(true)
  expect(isSameWriter({ ...anna, accountId: 'a' }, { accountId: 'a', name: 'Studio Rossi' })).toBe(true)
})

test('a point in a group is named for its group alone, though its group is decided', () => {
  const points = [{ reference: 'O-1/1', stage: 'giunta' as const, inGroup: true }]
  expect(shuttingRefusals({ planStatus: 'examining', status: 'proposed', merged: [], points })).toEqual([
    { refusal: 'pointGrouped', of: 'O-1/1' },
  ])
})
