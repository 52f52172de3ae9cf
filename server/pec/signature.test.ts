import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiptMessage } from '../testing/receipts.ts'
import { readReceipt } from './receipt.ts'
import { isSigned } from './signature.ts'

const from = 'posta-certificata@pec.gestore.example'

function hasOpenssl(): boolean {
  try {
    return /^OpenSSL [3-9]/.test(execFileSync('openssl', ['version'], { encoding: 'utf8' }))
  } catch {
    return false
  }
}

describe.runIf(hasOpenssl())('the signature of a receipt (where the openssl command is there)', () => {
  let folder = ''
  const file = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
  const newCertificate = (name: string, email: string) =>
    openssl(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', `/CN=${name}`, '-addext', `subjectAltName=email:${email}`],
      ...['-keyout', file(`${name}.key`), '-out', file(`${name}.pem`)],
    )

  /** The receipt as its provider would send it: what is signed, then the headers and the signature around it. */
  function signedBy(name: string, receipt: Buffer): Buffer {
    const text = receipt.toString('utf8')
    const at = text.indexOf('MIME-Version')
    writeFileSync(file('inner'), text.slice(at).replace(/^MIME-Version.*\r\n/, ''))
    openssl(
      ...['cms', '-sign', '-in', file('inner'), '-signer', file(`${name}.pem`)],
      ...['-inkey', file(`${name}.key`), '-out', file('signed')],
    )
    const signed = readFileSync(file('signed'), 'utf8').replace(/\r?\n/g, '\r\n')
    return Buffer.from(text.slice(0, at) + signed)
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'spazi-signature-'))
    newCertificate('provider', from)
    newCertificate('stranger', from)
    newCertificate('other', 'somebody@else.example')
    writeFileSync(file('ca.pem'), readFileSync(file('provider.pem')) + '\n' + readFileSync(file('other.pem')))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const receipt = () =>
    receiptMessage({ type: 'avvenuta-consegna', letter: '<1@spazi>', recipient: 'ditta@pec.example' })
  const check = (source: Buffer) => isSigned(source, from, file('ca.pem'))

  test('of a known authority and made out to the provider’s address holds', async () => {
    const source = signedBy('provider', receipt())
    expect(await check(source)).toBe(true)
    expect(await readReceipt(source)).toMatchObject({ kind: 'delivery', refusal: null, from })
  })

  test.each(['stranger', 'other'])('of %s does not', async (name) => {
    expect(await check(signedBy(name, receipt()))).toBe(false)
  })

  test('of something that was changed afterwards, or missing, does not', async () => {
    const changed = signedBy('provider', receipt()).toString('latin1').replace('Ricevuta di', 'Ricevuta da')
    expect(await check(Buffer.from(changed, 'latin1'))).toBe(false)
    expect(await check(receipt())).toBe(false)
  })
})
