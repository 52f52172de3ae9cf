import { createServer } from 'node:net'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type KnownPerson, startIdentityProvider } from '../../server/testing/identityProvider.ts'
import { ownPlace, startServer } from '../../server/testing/process.ts'
import { serveBrowser } from './browser.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server all browser tests visit. */
    siteUrl: string
    /** Where the one browser listens. */
    browserEndpoint: string
    /** Settings with which a command of the project works on the same database. */
    siteEnvironment: Record<string, string>
    /** Folder of letters that have left. */
    outbox: string
  }
}

/** Who signs in with SPID: the applicant of `fillForm`, by the codice fiscale. */
const mario: KnownPerson = {
  subject: 'mario',
  claims: {
    given_name: 'Mario',
    family_name: 'Rossi',
    email: 'mario.rossi@example.org',
    fiscal_number: 'TINIT-RSSMRA80A01F205X',
    amr: ['spid'],
  },
}

/** A port nobody uses: letters hold links, so the server must know its own address. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** Starts one server with the demonstration city, as `npm start` does, and one browser for all files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = await ownPlace(project.name)
  const port = await freePort()
  const provider = await startIdentityProvider(`http://127.0.0.1:${port}`, mario)
  const [server, browser] = await Promise.all([
    // However busy the machine is, no visitor is turned away for it.
    startServer({ ...place.env, ...provider.environment, PORT: String(port), SHED_DELAY_MS: '0' }),
    serveBrowser(),
  ]).catch(async (error) => {
    await Promise.all([place.remove(), provider.close()])
    throw error
  })
  project.provide('siteUrl', server.url)
  project.provide('browserEndpoint', browser.wsEndpoint())
  project.provide('siteEnvironment', place.env)
  project.provide('outbox', join(place.env.VAR_DIR ?? '', 'outbox'))
  return async () => {
    server.child.kill('SIGTERM')
    await Promise.all([browser.close(), server.exited, provider.close()])
    await place.remove()
  }
}
