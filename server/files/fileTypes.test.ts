import { expect, test } from 'vitest'
import { mediaTypeOf, safeFileName } from './fileTypes.ts'

const pdf = Buffer.from('%PDF-1.7\nstartxref\n9\n%%EOF\n')

test('a file is what its own bytes say', () => {
  expect(mediaTypeOf(pdf)).toBe('application/pdf')
  expect(mediaTypeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg')
  expect(mediaTypeOf(Buffer.from('89504e470d0a1a0a', 'hex'))).toBe('image/png')
  expect(mediaTypeOf(Buffer.from(`<html>${pdf}`))).toBeNull()
  expect(mediaTypeOf(Buffer.alloc(0))).toBeNull()
})

test('a PDF has its end', () => {
  expect(mediaTypeOf(pdf.subarray(0, -6))).toBeNull()
  expect(mediaTypeOf(pdf, Buffer.from('%%EOF'))).toBeNull()
  expect(mediaTypeOf(pdf, Buffer.from('startxref\n9\n%%EOF'))).toBe('application/pdf')
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
