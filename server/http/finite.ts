import type { FastifyRequest } from 'fastify'
import { invalidParameter } from './query.ts'

/**
 * Refuses a query or body with a number that is not finite: Ajv makes one of the text `1e999` and then
 * skips `maximum` for it. Runs after validation, which has bounded the depth of what is kept.
 * @throws {InvalidError} naming the parameter or the place in the body
 */
export async function refuseNotFinite({ query, body }: FastifyRequest): Promise<void> {
  const waiting: [path: string, value: unknown][] = [
    ...Object.entries(query ?? {}),
    ...(isContainer(body) ? childrenOf('', body) : []),
  ]
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    const [path, value] = entry
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw invalidParameter(path, 'must be a finite number')
    }
    if (isContainer(value)) for (const child of childrenOf(path, value)) waiting.push(child)
  }
}

/** Plain objects and arrays; not buffers and streams. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value))
}

function childrenOf(path: string, value: object): [string, unknown][] {
  return Object.entries(value).map(([name, child]) => [`${path}/${name}`, child])
}
