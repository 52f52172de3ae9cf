import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { signInAs } from '../testing/people.ts'

const fixture = testApp()

test('somebody may hold several roles at once, or none', async () => {
  const both = await signInAs(fixture.app, { roles: ['caseOfficer', 'districtOffice'] })
  expect(both.me.permissions).toContain('examineRequests')
  expect(both.me.permissions).not.toContain('manageAccounts')
  expect(both.me).toMatchObject({
    roles: ['caseOfficer', 'districtOffice'],
    grants: [{ district: null }, { role: 'districtOffice', district: '9' }],
  })
  expect((await both.get('/api/desk/requests')).statusCode).toBe(200)
  const nobody = await signInAs(fixture.app, { roles: [] })
  expect(nobody.me.account).not.toBeNull()
  expect((await nobody.get('/api/desk/requests')).statusCode).toBe(403)
})
