import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyServerOptions } from 'fastify'

/** A server in a process of its own. */
export interface Child {
  port: number
  /** Asks it something that is no request: the memory, the delay of its event loop. */
  tell<Answer>(question: string): Promise<Answer>
  stop(): Promise<void>
}

/**
 * Starts a server by its module, which sends its port when it listens; its words go to ours.
 * @param path of the module, beside this one
 * @throws {Error} where it ends before it listens
 */
export async function startChild(path: string, environment: Record<string, string>): Promise<Child> {
  const child = fork(fileURLToPath(new URL(path, import.meta.url)), {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    execArgv: ['--import', 'tsx', '--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exit = once(child, 'exit')
  const ended = exit.then(([code, signal]) => Promise.reject(new Error(`${path} ended: ${code ?? signal}`)))
  ended.catch(() => {})
  const message = async () => (await Promise.race([once(child, 'message'), ended]))[0]
  const { port } = await message()
  return {
    port,
    async tell(question) {
      child.send(question)
      return message()
    },
    async stop() {
      child.kill('SIGTERM')
      await exit
    },
  }
}

/** Of servers that are asked in turns: a connection waits as long as it takes until its turn comes again. */
export const serverOptions: FastifyServerOptions = {
  forceCloseConnections: true,
  keepAliveTimeout: 3_600_000,
}

/** In the child: listens, says where, and answers what is asked beside its requests. */
export async function serveParent(
  app: FastifyInstance,
  answers: Record<string, () => unknown> = {},
): Promise<void> {
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  process.on('message', async (question: string) => {
    process.send?.((await answers[question]?.()) ?? null)
  })
  process.on('disconnect', () => process.exit())
  process.send?.({ port: Number(new URL(address).port) })
}
