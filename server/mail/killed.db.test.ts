import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { ownPlace, startServer } from '../testing/process.ts'
import { startSmtpServer } from '../testing/smtp.ts'

const letters = 20
const killedAt = 7

let place: Awaited<ReturnType<typeof ownPlace>>
let server: Awaited<ReturnType<typeof startServer>> | undefined
let open = () => {}
let smtp: Awaited<ReturnType<typeof startSmtpServer>>

/** The server is held before it can read the 250, and killed once that has left for it. */
function killAfterReply(): void {
  server?.child.kill('SIGSTOP')
  setTimeout(() => server?.child.kill('SIGKILL'), 100)
}

beforeAll(async () => {
  place = await ownPlace('killed')
  smtp = await startSmtpServer({
    opened: new Promise((resolve) => {
      open = resolve
    }),
    onArrived: () => {
      if (smtp.received.length === killedAt) killAfterReply()
    },
  })
  server = await start()
}, 180_000)
afterAll(async () => {
  server?.child.kill('SIGKILL')
  await server?.exited
  await smtp.close()
  await place.remove()
})

const start = () =>
  startServer({
    ...place.env,
    DEMO: 'off',
    SHED_DELAY_MS: '0',
    SMTP_URL: smtp.url,
    MAIL_FROM: 'spazi@example.org',
  })

const register = (email: string) =>
  fetch(`${server?.url}/api/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  })

/** As if the ten minutes had passed for which a letter in hand is left to who took it. */
async function endLeases(): Promise<void> {
  const { VAR_DIR: varDir = '', DATABASE_URL: databaseUrl } = place.env
  const database = await openDatabase({ varDir, databaseUrl, onProgress: () => {} })
  await database.knex('mail_outbox').update({ not_before: database.knex.fn.now() })
  await database.close()
}

test('regression 12: killed between the 250 and its mark, no letter is lost and one comes twice, known as the same', async () => {
  const addresses = Array.from({ length: letters }, (_, index) => `person-${index}@example.org`)
  for (const address of addresses) expect((await register(address)).status).toBe(202)
  open()
  await server?.exited
  expect(smtp.received).toHaveLength(killedAt)

  await endLeases()
  server = await start()
  await expect.poll(() => smtp.received.length, { timeout: 60_000 }).toBe(letters + 1)
  const idsOf = (address: string) =>
    smtp.received.filter(({ recipients }) => recipients[0] === address).map(({ mail }) => mail.messageId)
  expect(addresses.filter((address) => idsOf(address).length === 0)).toEqual([])
  const twice = addresses.filter((address) => idsOf(address).length > 1)
  expect(twice).toEqual([smtp.received[killedAt - 1]?.recipients[0]])
  expect(new Set(idsOf(twice[0] ?? '')).size).toBe(1)
}, 180_000)
