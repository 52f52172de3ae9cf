import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import packageFile from '../../package.json' with { type: 'json' }

/** The page of the documentation brings its own scripts and styles; its one inline style is known by its hash. */
const pagePolicy =
  `default-src 'self'; base-uri 'none'; img-src 'self' data:; object-src 'none'; form-action 'self';
  frame-ancestors 'none'; style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='`.replace(
    /\s+/g,
    ' ',
  )

/** OpenAPI 3.1 from the route schemas at /api/openapi.json, and a page to try it at /api/docs. */
export async function addOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Spazi',
        version: packageFile.version,
        description: "The map of a city's underused spaces. Coordinates are EPSG:4326, longitude first.",
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
    },
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: pagePolicy })
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
}
