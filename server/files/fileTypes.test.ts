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

const signedData = '06092a864886f70d010702a0'

test.each([
  ['a short length', `302a${signedData}1f`],
  ['a length of one byte more', `3081e8${signedData}81da`],
  ['a length of four bytes more', `308400012345${signedData}84`],
  ['no length, as BER allows', `3080${signedData}80`],
])('a signed message is known with %s', (_, hex) => {
  expect(mediaTypeOf(Buffer.from(hex, 'hex'))).toBe('application/pkcs7-mime')
})

test.each([
  ['enveloped data', '302a06092a864886f70d010703a01f'],
  ['a certificate', '308203e8308202d0a003020102'],
  ['the words of a signed message in base64', Buffer.from('MIIGCSqGSIb3DQEHAqCC').toString('hex')],
  ['a signed message further in', `302a0201${signedData}`],
])('%s is no signed message', (_, hex) => expect(mediaTypeOf(Buffer.from(hex, 'hex'))).toBeNull())

test('a signed message keeps both of its endings', () => {
  expect(safeFileName('domanda.pdf.p7m', 'application/pkcs7-mime')).toBe('domanda.pdf.p7m')
  expect(safeFileName('domanda.pdf', 'application/pkcs7-mime')).toBe('domanda.pdf.p7m')
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
