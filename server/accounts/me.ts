import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { permissionsOf } from './guard.ts'
import type { Me } from './schema.ts'

/** Who is signed in, as the page is told it. */
export function describeMe({ person }: FastifyRequest, { demo, provider }: Config): Me {
  return {
    account: person?.account ?? null,
    roles: person?.roles ?? [],
    permissions: person ? permissionsOf(person) : [],
    grants: person?.grants ?? [],
    identifiedBy: person?.identifiedBy ?? null,
    csrfToken: person?.csrfToken ?? null,
    demo,
    providerMethods: provider?.methods.map(({ method }) => method) ?? [],
  }
}
