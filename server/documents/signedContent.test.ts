import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { signedFile } from '../testing/signedFile.ts'
import { signedContent } from './signedContent.ts'

const document = Buffer.from('%PDF-1.7 chiedo più laboratori')

describe('a document inside its signature', () => {
  test('is the document byte for byte, also where it is signed twice, in Base64 or between PEM lines', async () => {
    const once = await signedFile(document)
    expect(signedContent(once)?.equals(document)).toBe(true)
    expect(signedContent(await signedFile(once))?.equals(document)).toBe(true)
    const base64 = once.toString('base64').replace(/.{64}/g, '$&\r\n')
    expect(signedContent(Buffer.from(base64))?.equals(document)).toBe(true)
    const pem = `-----BEGIN PKCS7-----\n${base64}\n-----END PKCS7-----\n`
    expect(signedContent(Buffer.from(pem))?.equals(document)).toBe(true)
  })

  test('is missing from what is no signature, is cut off, or nests without end', async () => {
    const signed = await signedFile(document)
    expect(signedContent(document)).toBeNull()
    expect(signedContent(Buffer.alloc(0))).toBeNull()
    expect(signedContent(signed.subarray(0, signed.length - 40))).toBeNull()
    expect(signedContent(Buffer.alloc(200_000, Buffer.from([0x30, 0x80])))).toBeNull()
  })
})

function hasOpenssl(): boolean {
  try {
    return /^OpenSSL [3-9]/.test(execFileSync('openssl', ['version'], { encoding: 'utf8' }))
  } catch {
    return false
  }
}

describe.runIf(hasOpenssl())('a signature of another program (where the openssl command is there)', () => {
  test.each([
    ['written in pieces', ['-nodetach', '-stream'], true],
    ['beside its document', [], false],
  ])('%s', (_, options, holds) => {
    const folder = mkdtempSync(join(tmpdir(), 'spazi-signed-'))
    const file = (name: string) => join(folder, name)
    const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
    openssl(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-subj', '/CN=Anna', '-keyout', file('key'), '-out', file('pem')],
    )
    writeFileSync(file('document'), document)
    const signed = openssl(
      ...['cms', '-sign', '-binary', '-outform', 'DER', '-in', file('document')],
      ...['-signer', file('pem'), '-inkey', file('key'), ...options],
    )
    rmSync(folder, { recursive: true })
    expect(signedContent(signed)?.toString() ?? null).toBe(holds ? document.toString() : null)
  })
})
