import { expect, test } from 'vitest'
import { mediaTypeOf, safeFileName } from './fileTypes.ts'

test('a file is what its first bytes say', () => {
  expect(mediaTypeOf(Buffer.from('%PDF-1.7'))).toBe('application/pdf')
  expect(mediaTypeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg')
  expect(mediaTypeOf(Buffer.from('89504e470d0a1a0a', 'hex'))).toBe('image/png')
  expect(mediaTypeOf(Buffer.from('<html>%PDF-1.7'))).toBeNull()
  expect(mediaTypeOf(Buffer.alloc(0))).toBeNull()
})

test.each([
  ['progetto.pdf', 'progetto.pdf'],
  ['C:\\Users\\anna\\piano.PDF', 'piano.PDF'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['fattura.exe', 'fattura.exe.pdf'],
  ['a\u0000b\u202Efdp.pdf', 'abfdp.pdf'],
  ['..', 'file.pdf'],
  ['pdf', 'pdf.pdf'],
  ['città à la carte.pdf', 'città à la carte.pdf'],
])('%j is kept as %j', (given, kept) => expect(safeFileName(given, 'application/pdf')).toBe(kept))
