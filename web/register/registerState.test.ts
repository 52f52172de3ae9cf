import { expect, test } from 'vitest'
import { pointPath, readRegisterState, writeRegisterState } from './registerState.ts'

test.each([
  '/r',
  '/r?q=laboratori+citt%C3%A0&theme=parks%2Cnone&sort=outcome&descending=true&view=map&page=3',
  '/r?group=any&bbox=9.1%2C45.4%2C9.2%2C45.5',
])('regression 4: %s is read and written the same', (address) => {
  const state = readRegisterState(new URL(address, 'http://site').searchParams)
  expect(writeRegisterState('/r', state)).toBe(address)
})

test('what an address holds beside is left out', () => {
  const state = readRegisterState(new URLSearchParams('colour=red&page=0&sort=due&theme=parks&theme=trees'))
  expect(writeRegisterState('/r', state)).toBe('/r?theme=parks%2Ctrees')
})

test('a point has an address of its own', () => {
  expect(pointPath('PGT-2030', 'O-2026-000123/1')).toBe('/plans/PGT-2030/register/O-2026-000123-1')
})
