import Fastify, { type FastifyReply } from 'fastify'
import pg from 'pg'
import { serveParent, serverOptions } from '../child.ts'
import { filtersOf } from './sqlFilters.ts'
import { facetQuery, type Query, searchQuery } from './sqlSearch.ts'
import { tileQuery } from './sqlTiles.ts'

/** What serves these queries best: memory to sort in, pages that are near, and no compiling of short queries. */
const settings = '-c jit=off -c work_mem=64MB -c random_page_cost=1.1 -c effective_cache_size=4GB'

const pool = new pg.Pool({ connectionString: process.env.SQL_URL, max: 16, options: settings })
const app = Fastify(serverOptions)

/** Statements have a name each, so that a connection prepares each of them once. */
const names = new Map<string, string>()
function nameOf(text: string): string {
  const name = names.get(text) ?? `q${names.size}`
  names.set(text, name)
  return name
}

/** The one value a query gives. */
async function valueOf({ text, values }: Query): Promise<string | Buffer | null> {
  const { rows } = await pool.query<{ value: string | Buffer | null }>({ name: nameOf(text), text, values })
  return rows[0]?.value ?? null
}

const sendJson = async (reply: FastifyReply, query: Query) =>
  reply.type('application/json; charset=utf-8').send(await valueOf(query))

type Asked = { Querystring: Record<string, string> }

app.get<Asked & { Params: { kind: 'degrees' | 'stored'; z: string; x: string; y: string } }>(
  '/tiles/:kind/:z/:x/:y.mvt',
  async ({ params: { kind, z, x, y }, query }, reply) => {
    const address: [number, number, number] = [Number(z), Number(x), Number(y)]
    const tile = await valueOf(tileQuery(kind, address, filtersOf(query)))
    if (!tile?.length) return reply.code(204).send()
    return reply.type('application/vnd.mapbox-vector-tile').send(tile)
  },
)

app.get<Asked>('/search', async ({ query: { facets, ...given } }, reply) =>
  sendJson(reply, searchQuery(filtersOf(given), facets === 'true')),
)

app.get<Asked>('/facets', async ({ query }, reply) => sendJson(reply, facetQuery(filtersOf(query))))

await serveParent(app)
