import { expect, test } from 'vitest'
import { offersParameters, readOffersState } from './offersState.ts'

test('an address is read and written the same, and what it does not know is left out', () => {
  const address = 'q=officina&areaMin=100&rentMax=60&district=9&space=true'
  expect(offersParameters(readOffersState(new URLSearchParams(address)))).toBe(address)
  const wrong = new URLSearchParams('areaMin=-5&rentMax=molto&space=forse&color=rosso')
  expect(offersParameters(readOffersState(wrong))).toBe('')
})
