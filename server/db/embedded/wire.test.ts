import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAnswered, statementAt } from './replyCheck.ts'
import { createMessageReader, splitMessages, type WireMessage } from './wire.ts'

function message(type: string, body = ''): WireMessage {
  const bytes = Buffer.alloc(5 + Buffer.byteLength(body))
  bytes.write(type)
  bytes.writeUInt32BE(bytes.length - 1, 1)
  bytes.write(body, 5)
  return { type, bytes }
}
const replies = (types: string) => [...types].map((type) => message(type))

test.each([
  ['Q', 'TDCZ', 'SELECT 1', true],
  ['Q', 'EZ', 'SELECT 1/0', true],
  ['Q', 'IZ', ' ; -- nothing', true],
  ['Q', '', 'SELECT 1', false],
  ['Q', 'TDC', 'SELECT 1; SELECT 2', false],
  ['Q', 'IZ', 'SELECT 1', false],
  ['P', '1', 'SELECT 1', true],
  ['B', '', 'SELECT 1', false],
  ['D', 'n', 'SELECT 1', true],
  ['E', 'DDC', 'SELECT 1', true],
  ['E', 'I', 'SELECT 1', false],
  ['E', 'I', '/* nothing */', true],
  ['S', 'Z', null, true],
  ['S', 'N', null, false],
])('%s answered by "%s" to %s: %s', (type, answer, sql, expected) => {
  expect(isAnswered(message(type), replies(answer), sql)).toBe(expected)
})

test('the statement of a message is its own or that of the last Parse', () => {
  const batch = [
    message('P', '\0SELECT 1\0\0\0'),
    message('B'),
    message('P', 's\0SELECT 2\0\0\0'),
    message('E'),
  ]
  expect([0, 1, 3].map((index) => statementAt(batch, index))).toEqual(['SELECT 1', 'SELECT 1', 'SELECT 2'])
  expect(statementAt([message('S')], 0)).toBeNull()
})

test('messages are the same however the bytes arrive', () => {
  const startup = Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0])
  const chunkSizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 })
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 40 })), chunkSizes, (bodies, sizes) => {
      const sent = bodies.map((body) => message('Q', body))
      const bytes = Buffer.concat(sent.map((one) => one.bytes))
      const reader = createMessageReader()
      expect(reader.read(startup)).toEqual([{ type: '', bytes: startup }])
      reader.started()
      const received: WireMessage[] = []
      for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1
        received.push(...reader.read(bytes.subarray(start, start + size)))
        start += size
      }
      expect(received).toEqual(sent)
      expect(splitMessages(bytes)).toEqual(sent)
    }),
  )
})

test('a length that cannot be is refused', () => {
  const reader = createMessageReader()
  expect(() => reader.read(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toThrow('not a message')
})
