import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerNotFound } from './errors.ts'

const folder = fileURLToPath(new URL('../../dist/web/', import.meta.url))

function wantsPage(request: FastifyRequest): boolean {
  const isPage = !/^\/(api|ogc|assets|health)(\/|$)/.test(request.url.split('?')[0] ?? '')
  return request.method === 'GET' && isPage && (request.headers.accept ?? '').includes('text/html')
}

/**
 * Serves the built interface: assets by their hashed names for ever, compressed when they were built, and index.html, with a fresh
 * nonce, for every other address a browser opens. Without a build only the API answers.
 */
export async function addWebPages(app: FastifyInstance): Promise<void> {
  if (!existsSync(folder)) {
    app.setNotFoundHandler(answerNotFound)
    return
  }
  const page = await readFile(`${folder}index.html`, 'utf8')
  const sendPage = (reply: FastifyReply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(page.replaceAll('__CSP_NONCE__', reply.cspNonce))

  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (response, path) => {
      const isAsset = path.startsWith(`${folder}assets/`)
      response.setHeader('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache')
      response.setHeader('vary', 'accept-encoding')
    },
  })
  app.get('/', { schema: { hide: true } }, (_request, reply) => sendPage(reply))
  app.get('/index.html', { schema: { hide: true } }, (_request, reply) => reply.redirect('/'))
  app.setNotFoundHandler((request, reply) =>
    wantsPage(request) ? sendPage(reply) : answerNotFound(request, reply),
  )
}
