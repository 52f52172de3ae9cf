import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const foundations = ['db', 'http', 'featureIndex', 'files']
const order = ['schema', 'rules', 'queries', 'routes']

const sources = ['server', 'web', 'scripts']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes('/testing/'))

interface Import {
  from: string
  to: string
}

/** Every import of project files as paths from the root, `#schema` and `#rules` resolved. */
const imports: Import[] = sources.flatMap((from) =>
  [...readFileSync(join(root, from), 'utf8').matchAll(/(?:from|import\() ?'([.#][^']+)'/g)].map(
    ([, name = '']) => {
      const alias = name.match(/^#(schema|rules)\/(\w+)$/)
      const to = alias
        ? `server/${alias[2]}/${alias[1]}.ts`
        : relative(root, resolve(root, dirname(from), name))
      return { from, to }
    },
  ),
)

const part = (path: string) => path.split('/')[1] ?? ''
const roleOf = (path: string) => order.findIndex((role) => path.endsWith(`/${role}.ts`))
const shown = ({ from, to }: Import) => `${from} -> ${to}`
const domains = [
  ...new Set(
    [
      ...readFileSync(join(root, 'server/app.ts'), 'utf8').matchAll(
        /await app\.register\((\w+)Routes, context\)/g,
      ),
    ].map(([, name = '']) => name),
  ),
]
  .map(
    (name) =>
      imports.find(
        ({ from, to }) =>
          from === 'server/app.ts' && readFileSync(join(root, to), 'utf8').includes(`const ${name}Routes`),
      )?.to ?? '',
  )
  .map(part)
  .filter((name) => name !== 'http')

test('imports name files that exist', () => {
  expect(imports.filter(({ to }) => !existsSync(join(root, to))).map(shown)).toEqual([])
})

test('inside a domain imports point from routes to queries to rules to schema', () => {
  const against = imports.filter(
    ({ from, to }) =>
      part(from) === part(to) &&
      dirname(from) === dirname(to) &&
      roleOf(from) >= 0 &&
      roleOf(to) > roleOf(from),
  )
  expect(against.map(shown)).toEqual([])
})

test('a domain imports only domains that app.ts registers before it', () => {
  expect(domains).toContain('spaces')
  const rank = (path: string) => (path.startsWith('server/') ? domains.indexOf(part(path)) : -1)
  const against = imports.filter(({ from, to }) => rank(from) >= 0 && rank(to) > rank(from))
  expect(against.map(shown)).toEqual([])
})

test('db, http, featureIndex and files know no domain', () => {
  const against = imports.filter(
    ({ from, to }) =>
      from.startsWith('server/') &&
      foundations.includes(part(from)) &&
      to.startsWith('server/') &&
      domains.includes(part(to)),
  )
  expect(against.map(shown)).toEqual([])
})

test('the web takes schema and rules from the server and nothing else', () => {
  const against = imports.filter(
    ({ from, to }) =>
      from.startsWith('web/') && to.startsWith('server/') && !/\/(schema|rules)\.ts$/.test(to),
  )
  expect(against.map(shown)).toEqual([])
})

test('rules and schemas use no module of Node', () => {
  const files = sources.filter((file) => /^server\/\w+\/(schema|rules)\.ts$/.test(file))
  expect(files.filter((file) => /from 'node:/.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
})

test('the map island knows no domain', () => {
  const against = imports.filter(
    ({ from, to }) => from.startsWith('web/map/') && !/^web\/(map|ui|i18n|url)\//.test(to),
  )
  expect(against.map(shown)).toEqual([])
})

test('only web/url navigates', () => {
  const callers = sources.filter(
    (file) =>
      file.startsWith('web/') &&
      !file.startsWith('web/url/') &&
      /\buseNavigate\(/.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(callers).toEqual([])
})

test('only config.ts reads the environment', () => {
  const readers = sources.filter(
    (file) => file.startsWith('server/') && /process\.env/.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(readers).toEqual(['server/config.ts'])
})

test('paths named in the README exist', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const named = [...readme.matchAll(/`((?:server|web|data|scripts|migrations|docs)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  )
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
