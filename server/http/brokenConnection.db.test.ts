import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { signIn } from '../testing/people.ts'

const fixture = testApp()

test('an upload that breaks off is no fault of the program', async () => {
  const { app } = fixture
  const faults: unknown[] = []
  app.log.error = (fault: unknown) => faults.push(fault)
  const { cookie, me } = await signIn(app, 'applicant')
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  for (let index = 0; index < 20; index += 1) {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(
      [
        'POST /api/requests/00000000-0000-4000-8000-000000000000/files HTTP/1.1',
        'Host: 127.0.0.1',
        `Cookie: ${cookie}`,
        `X-CSRF-Token: ${me.csrfToken}`,
        'Content-Type: multipart/form-data; boundary=x',
        'Content-Length: 500000',
        '',
        '--x',
      ].join('\r\n'),
    )
    await wait(index % 4)
    socket.destroy()
  }
  await wait(500)
  expect(faults).toEqual([])
})
