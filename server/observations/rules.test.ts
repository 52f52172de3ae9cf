import { expect, test } from 'vitest'
import type { SubmissionContent } from './contentSchema.ts'
import { submissionFaults } from './faults.ts'
import { covered, findPersonal } from './personalWords.ts'
import { cleanText, joinTexts } from './spans.ts'

test('points are joined by blank lines, and their spans count characters as the database does', () => {
  const { text, spans } = joinTexts(['Più verde 🌳 qui', 'Art. 11'])
  expect(spans).toEqual([
    { start: 0, end: 15 },
    { start: 17, end: 24 },
  ])
  const characters = [...text]
  expect(spans.map(({ start, end }) => characters.slice(start, end).join(''))).toEqual([
    'Più verde 🌳 qui',
    'Art. 11',
  ])
  expect(cleanText(' uno\r\ndue\r ')).toBe('uno\ndue')
})

test('regression 17: codes, phones, addresses and the names of who wrote are covered in the preview', () => {
  const text =
    'Sono Anna Rossi (RSSANN80A41F205X), abito in via Padova 12, tel. 02 8845 1234 o 347 123 4567, anna@example.org, IBAN IT60 X054 2811 1010 0000 0123 456. Chiedo all’art. 11 comma 3 del 2019 più laboratori.'
  const said = covered(text, ['Anna Rossi'])
  for (const secret of ['Anna', 'Rossi', 'RSSANN80A41F205X', 'Padova 12', '8845', '4567', '@', 'X054'])
    expect(said).not.toContain(secret)
  expect(said).toContain('Chiedo all’art. 11 comma 3 del 2019 più laboratori.')
  expect(new Set(findPersonal(text, ['Anna Rossi']).map(({ kind }) => kind))).toEqual(
    new Set(['name', 'fiscalCode', 'address', 'phone', 'email', 'iban']),
  )
  expect(findPersonal('Spazi per la manifattura', ['di', null])).toEqual([])
})

const content: SubmissionContent = {
  kind: 'observation',
  submitterKind: 'citizen',
  submitter: { name: 'Anna Rossi' },
  targets: [{ kind: 'plan', text: 'Più laboratori.' }],
}
const faults = (changes: Partial<SubmissionContent>, files: { purpose: 'delegation' }[] = []) =>
  submissionFaults({ ...content, ...changes }, files).map(({ pointer, code }) => `${pointer} ${code}`)

test('a submission says what is still missing', () => {
  expect(faults({})).toEqual([])
  expect(faults({ submitter: {}, targets: [] })).toEqual(['/submitter/name missing', '/targets noTargets'])
  const targets: SubmissionContent['targets'] = [
    { kind: 'place', text: '' },
    { kind: 'article', text: 'x' },
    { kind: 'sheet', text: 'x' },
    { kind: 'place', text: 'x', parcels: [{ sheet: '12', parcels: '3, 4' }] },
  ]
  expect(faults({ targets })).toEqual([
    '/targets/0/text missing',
    '/targets/0/geometry placeMissing',
    '/targets/1/articleId articleMissing',
    '/targets/2/sheetId sheetMissing',
  ])
})

test('who writes for another names them and adds the delegation; opinions come from bodies', () => {
  expect(faults({ submitterKind: 'delegate' })).toEqual([
    '/submitter/onBehalfOf missing',
    '/delegation delegationMissing',
  ])
  const delegate = { submitterKind: 'delegate', submitter: { name: 'A', onBehalfOf: 'B' } } as const
  expect(faults(delegate, [{ purpose: 'delegation' }])).toEqual([])
  const opinion = { kind: 'opinion', opinionOutcome: 'favourable' } as const
  expect(faults(opinion)).toEqual(['/submitterKind notForOpinions'])
  expect(faults({ ...opinion, submitterKind: 'district' })).toEqual([])
  expect(faults({ ...opinion, submitterKind: 'district', opinionOutcome: null })).toEqual([
    '/opinionOutcome missing',
  ])
  expect(faults({ submitter: { name: 'A', fiscalCode: 'X', email: 'no' } })).toEqual([
    '/submitter/fiscalCode wrongCode',
    '/submitter/email wrongEmail',
  ])
})
