import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = new URL('..', import.meta.url)
const text = readFileSync(new URL('docs/security.md', root), 'utf8')
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| (\S+) \| (.+?) \| (.*?) \|$/gm)].map(
  ([, number = '', state = '', how = '', tested = '']) => ({ number, state, how, tested }),
)

test('every test named in the security page exists', () => {
  const named = [...text.matchAll(/`((?:server|web|scripts)\/[\w./-]+\.test\.tsx?)`/g)].map(
    ([, path = '']) => path,
  )
  expect(named.length).toBeGreaterThan(100)
  expect([...new Set(named)].filter((path) => !existsSync(fileURLToPath(new URL(path, root))))).toEqual([])
})

test('every requirement of the checklist stands once, with a state and a reason', () => {
  expect(rows).toHaveLength(259)
  expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length)
  expect(rows.filter(({ state, how }) => !['yes', 'no', 'n/a'].includes(state) || how.length < 3)).toEqual([])
})

test('the counts in the page are those of its rows', () => {
  const count = (wanted: string) => rows.filter(({ state }) => state === wanted).length
  const told = text
    .match(/(\d+) requirements are met, (\d+) are not, (\d+) do not apply/)
    ?.slice(1)
    .map(Number)
  expect(told).toEqual([count('yes'), count('no'), count('n/a')])
})
