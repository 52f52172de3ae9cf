import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'

const fixture = testApp({ demo: false })

test('outside a demonstration nobody signs in without a password', async () => {
  const answer = await fixture.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { demo: 'propertyOffice' },
  })
  expect(answer.statusCode).toBe(403)
  expect(answer.headers['set-cookie']).toBeUndefined()
})

test('outside a demonstration the link of a letter is in the letter alone', async () => {
  const answer = await fixture.app.inject({
    method: 'POST',
    url: '/api/accounts',
    payload: { email: 'a@example.org' },
  })
  expect(answer.json()).toEqual({ email: 'a@example.org', confirmPath: null })
})
