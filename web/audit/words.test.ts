import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { roles } from '#schema/accounts'
import { requestEvents } from '#schema/allocation'
import { historyKinds } from '#schema/audit'
import { fieldKey, hasWords } from './useAuditWords.ts'

const server = new URL('../../server/', import.meta.url)

/** Every file of the server that writes events, or says of which class their fields are. */
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter(
    (file) => file.endsWith('.ts') && !/\.test\.ts$|^testing\/|^db\/|Schema\.ts$|schema\.ts$/.test(file),
  )
  .map((file) => ({ file, text: readFileSync(new URL(file, server), 'utf8') }))
const writing = sources.filter(({ text }) => /\brecordEvent\(/.test(text))

/** What stands between a bracket and the one that closes it. */
function inside(text: string, from: number): string {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    if ('({['.includes(text[at] ?? '')) depth += 1
    if (')}]'.includes(text[at] ?? '')) depth -= 1
    if (depth === 0) return text.slice(from, at)
  }
  return text.slice(from)
}

const events = writing.flatMap(({ text }) =>
  [...text.matchAll(/\b(?:recordEvent|record)\(/g)].map(({ 0: call, index }) =>
    inside(text, index + call.length - 1),
  ),
)
const quoted = (text: string) => [...text.matchAll(/'([\w.]+)'/g)].map(([, word = '']) => word)
const after = (label: string) =>
  events.flatMap((event) => [...event.matchAll(new RegExp(`\\b${label}: ([^\\n]*)`, 'g'))])

const actions = [
  ...requestEvents,
  ...after('action').flatMap(([, value = '']) => (value.startsWith('{') ? [] : quoted(value))),
  ...events.flatMap((event) => event.match(/^\(\w+, (?:\w+, )?'(\w+)'/)?.[1] ?? []),
]
const kinds = [...historyKinds, ...after('objectKind').flatMap(([, value = '']) => quoted(value))]
const actorRoles = [
  ...roles,
  ...writing.flatMap(({ text }) =>
    [...text.matchAll(/\{ id(?:: [\w.]+)?, role: '(\w+)' \}/g)].map(([, role = '']) => role),
  ),
]
const classes = '(?:public|internal|personal|restricted)'
const fields = [
  ...sources
    .filter(({ file }) => file.endsWith('fieldClasses.ts'))
    .flatMap(({ text }) =>
      [...text.matchAll(new RegExp(`^\\s+(\\w+): '${classes}'`, 'gm'))].map(([, name = '']) => name),
    ),
  ...writing.flatMap(({ text }) =>
    [...text.matchAll(/^\s+'?([\w.]+)'?: (?:\{ class: '|internal\(|because\()/gm)].map(
      ([, name = '']) => name,
    ),
  ),
]

const without = (group: 'action' | 'kind' | 'role', names: readonly string[]) =>
  [...new Set(names)].filter((name) => !hasWords(group, name))

test('what the code writes to the audit log is found in its source', () => {
  expect(actions).toEqual(expect.arrayContaining(['send', 'readRestricted', 'export', 'create', 'giveRole']))
  expect(kinds).toEqual(expect.arrayContaining(['request', 'account', 'party', 'audit', 'import']))
  expect(fields).toEqual(expect.arrayContaining(['status', 'fiscalCode', 'district', 'format', 'count']))
})

test('every action, object and role has words in both languages', () => {
  expect(without('action', actions)).toEqual([])
  expect(without('kind', kinds)).toEqual([])
  expect(without('role', actorRoles)).toEqual([])
})

test('every field has words in both languages', () => {
  const missing = [...new Set(fields)].filter((name) =>
    [name, `members.${name}`, `content.${name}`, `content.applicant.${name}`].every(
      (spelt) => !hasWords('field', fieldKey(spelt)),
    ),
  )
  expect(missing).toEqual([])
})
