import { expect, test } from 'vitest'
import { csv } from './csv.ts'

const read = (text: string, encoding: BufferEncoding = 'utf8') => csv.read(Buffer.from(text, encoding))

test.each([
  [';', 'semicolon'],
  [',', 'comma'],
  ['\t', 'tab'],
  ['|', 'vertical bar'],
])('the delimiter %j is recognised and named', (delimiter, name) => {
  const parsed = read(['a', 'b', 'c'].join(delimiter) + '\n' + ['1', '2', '3'].join(delimiter) + '\n')
  expect(parsed.columns).toEqual(['a', 'b', 'c'])
  expect(parsed.notes).toContain(`Delimiter: ${name}.`)
})

test('a decimal comma does not make a semicolon file a comma file', () => {
  const parsed = read('x;y\n1516438,08;5032764,21\n1519354,36;5032451,85\n')
  expect(parsed.rows[0]?.cells).toEqual({ x: '1516438,08', y: '5032764,21' })
})

test.each([
  ['\uFEFFcittà;n\nè;1\n', 'utf8', 'UTF-8 with byte order mark'],
  ['città;n\nè;1\n', 'utf8', 'UTF-8'],
  ['città;n\nè;1\n', 'latin1', 'windows-1252 (Latin-1)'],
  ['\uFEFFcittà;n\nè;1\n', 'utf16le', 'UTF-16 little-endian'],
] as const)('%j in %s is read as %s', (text, encoding, name) => {
  const parsed = read(text, encoding)
  expect(parsed.columns).toEqual(['città', 'n'])
  expect(parsed.rows[0]?.cells).toEqual({ città: 'è', n: '1' })
  expect(parsed.notes).toContain(`Encoding: ${name}.`)
})

test('CRLF and ids in quotes are named', () => {
  const { notes, rows } = read('id;name\r\n"007";Bond\r\n')
  expect(notes).toContain('Line ends: CRLF.')
  expect(notes.join(' ')).toContain('Numbers in quotes')
  expect(rows[0]?.cells).toEqual({ id: '007', name: 'Bond' })
})

test('lines are those of the file, past empty lines and cells of several lines', () => {
  const { rows } = read('a;b\n1;"x\ny"\n\n2;z\n')
  expect(rows.map(({ row, line }) => ({ row, line }))).toEqual([
    { row: 1, line: 2 },
    { row: 2, line: 5 },
  ])
})

test('a row of another width is refused, and does not stop the rest', () => {
  const { rows, refused } = read('a;b;c\n1;2;3\n4;5\n6;7;8;9\n10;11;12;\n')
  expect(rows.map(({ line }) => line)).toEqual([2, 5])
  expect(refused).toEqual([
    { row: 2, line: 3, reason: 'The row has 2 columns, the header has 3.' },
    { row: 3, line: 4, reason: 'The row has 4 columns, the header has 3.' },
  ])
})

test.each([
  ['to the end of the file', 'a;b\n1;2\n3;"x\n4;5\n6;7\n'],
  ['up to the quote of another row', 'a;b\n1;2\n3;"x\n4;5\n6;"7"\n'],
])('a quote left open %s costs its own row only', (_, text) => {
  const { rows, refused } = read(text)
  expect(rows.map(({ line }) => line)).toEqual([2, 4, 5])
  expect(refused).toEqual([{ row: 2, line: 3, reason: 'A quote is opened here and not closed.' }])
})

test('a file that is no table is refused as a whole', () => {
  expect(() => read('just one line of text')).toThrow(/is this a CSV file/)
  expect(() => read('')).toThrow(/is this a CSV file/)
})
