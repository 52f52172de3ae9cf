import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { claimSocket, DatabaseInUseError, findServer, socketFolder } from './lock.ts'

/** Claims the folder at each line it reads that is a time, and lets go at any other. */
const program = `
  import { createServer } from 'node:net'
  import { createInterface } from 'node:readline'
  import { claimSocket, socketFolder } from '${new URL('./lock.ts', import.meta.url)}'
  const folder = await socketFolder(process.argv[1])
  let server
  console.log('loaded')
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'let go') {
      server.close()
      console.log('free')
      continue
    }
    while (Date.now() < Number(line));
    server = createServer((socket) => socket.on('error', () => {}))
    const answer = claimSocket(server, folder, process.argv[1])
    console.log(await answer.then(() => 'held', (error) => error.constructor.name))
  }
`

interface Contender {
  child: ChildProcess
  ask(line: string): Promise<string>
}

const children: ChildProcess[] = []
let varDir: string

async function startContender(): Promise<Contender> {
  const args = ['--import', 'tsx', '--input-type=module', '-e', program, varDir]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  expect((await lines.next()).value).toBe('loaded')
  return {
    child,
    async ask(line) {
      child.stdin.write(`${line}\n`)
      return String((await lines.next()).value)
    },
  }
}

const now = '0'

beforeEach(async () => {
  varDir = await mkdtemp(join(tmpdir(), 'spazi-lock-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(varDir, { recursive: true, force: true })
})
afterAll(() => expect(children).toEqual([]))

async function claimHere(): Promise<() => Promise<void>> {
  const server = createServer((socket) => socket.destroy())
  const folder = await socketFolder(varDir)
  await claimSocket(server, folder, varDir).catch(async (error) => {
    await folder.remove()
    throw error
  })
  return async () => {
    server.close()
    await folder.remove()
  }
}

test('who comes second is told which process holds the folder, since when, and what to do', async () => {
  const holder = await startContender()
  expect(await holder.ask(now)).toBe('held')
  const refusal = await claimHere().catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(DatabaseInUseError)
  expect((refusal as Error).message).toMatch(
    new RegExp(`in use by process ${holder.child.pid}, since 20.+Z\\. Stop it, or choose another folder`),
  )
})

test('kill -9 frees it at once, also where the process id in the folder runs again', async () => {
  const holder = await startContender()
  expect(await holder.ask(now)).toBe('held')
  holder.child.kill('SIGKILL')
  await once(holder.child, 'exit')
  const [record] = (await readdir(join(varDir, 'socket'))).filter((name) => name.startsWith('holder.'))
  await writeFile(join(varDir, 'socket', String(record)), JSON.stringify({ pid: process.pid }))
  expect(await findServer(await socketFolder(varDir))).toBeNull()
  const release = await claimHere()
  expect(await findServer(await socketFolder(varDir))).not.toBeNull()
  await release()
})

test('of several at the same instant exactly one gets it, round after round', async () => {
  const contenders = await Promise.all(Array.from({ length: 4 }, startContender))
  for (let round = 0; round < 40; round += 1) {
    const instant = String(Date.now() + 20)
    const answers = await Promise.all(contenders.map(({ ask }) => ask(instant)))
    expect(answers.toSorted()).toEqual([...Array(3).fill('DatabaseInUseError'), 'held'])
    await contenders[answers.indexOf('held')]?.ask('let go')
  }
  expect((await readdir(join(varDir, 'socket'))).length).toBeLessThan(5)
}, 30_000)

test('a path too long for a socket holds as well, and leaves nothing behind', async () => {
  varDir = join(varDir, 'long-'.repeat(20))
  const folder = await socketFolder(varDir)
  expect(Buffer.byteLength(folder.path)).toBeLessThan(90)
  const server = createServer()
  const port = await claimSocket(server, folder, varDir)
  await expect(claimHere()).rejects.toBeInstanceOf(DatabaseInUseError)
  expect(await findServer(folder)).toBe(port)
  server.close()
  await folder.remove()
  await expect(readdir(folder.path)).rejects.toThrow()
})
