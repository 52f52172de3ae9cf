import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiptMessage } from '../testing/receipts.ts'
import { readReceipt } from './receipt.ts'

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

  const receipt = (letter = '<1@spazi>') =>
    receiptMessage({ type: 'avvenuta-consegna', letter, recipient: 'ditta@pec.example' })
  const check = (source: Buffer | string) =>
    readReceipt(Buffer.from(source), { caFile: file('ca.pem'), signers: [from] })
  /** The parts of another receipt, between marks of one's own. */
  const forgedParts = () =>
    receipt('<2@spazi>').toString().split('\r\n\r\n').slice(1).join('\r\n\r\n').replaceAll('inner', 'forged')
  /** A genuine receipt for another letter, its headers made to call it one of the letter that is meant. */
  const disguised = () =>
    signedBy('provider', receipt())
      .toString()
      .replace(/(X-Riferimento.*: )<1@spazi>/, '$1<2@spazi>')

  test('of a known authority and made out to a provider that is accepted holds', async () => {
    expect(await check(signedBy('provider', receipt()))).toMatchObject({
      kind: 'delivery',
      refusal: null,
      certificate: { letterMessageId: '<1@spazi>', deliveredTo: 'ditta@pec.example' },
    })
  })

  test.each([
    ['stranger', 'signature'],
    ['other', 'signer'],
  ])('of %s does not: %s', async (name, refusal) => {
    expect(await check(signedBy(name, receipt()))).toMatchObject({ refusal, certificate: null })
  })

  test('of something that was changed afterwards, or missing, does not', async () => {
    const changed = signedBy('provider', receipt()).toString().replace('Ricevuta di', 'Ricevuta da')
    expect(await check(changed)).toMatchObject({ refusal: 'signature' })
    expect(await check(receipt())).toMatchObject({ refusal: 'signature' })
  })

  test.each([
    "boundary*=utf-8''forged; boundary",
    'boundary*0=for; boundary*1=ged; boundary',
    'boundary=forged; boundary',

    'protocol=x;\r\n\tBoundary="forged"; boundary',
  ])('around which another receipt is wrapped by %s does not', async (parameters) => {
    const wrapped = disguised()
      .replace('boundary=', `${parameters}=`)
      .replace('\r\n\r\n', `\r\n\r\n${forgedParts()}\r\n`)
    expect(await check(wrapped)).toMatchObject({ refusal: 'ambiguous', certificate: null })
  })

  test('around which a second Content-Type is written does not', async () => {
    const wrapped = disguised()
      .replace('MIME-Version', 'Content-Type: multipart/mixed; boundary=forged\r\nMIME-Version')
      .replace('\r\n\r\n', `\r\n\r\n${forgedParts()}\r\n`)
    expect(await check(wrapped)).toMatchObject({ refusal: 'ambiguous', certificate: null })
  })

  test('says what it says, whatever the headers around it say', async () => {
    expect(await check(disguised())).toMatchObject({
      refusal: 'certificateDiffers',
      certificate: { letterMessageId: '<1@spazi>' },
    })
    const renamed = signedBy('provider', receipt())
      .toString()
      .replace('X-Ricevuta: avvenuta', 'X-Ricevuta: errore')
    expect(await check(renamed)).toMatchObject({ kind: 'delivery', refusal: 'certificateDiffers' })
  })

  test('of a provider around the letter of somebody who attached a certificate certifies nothing', async () => {
    const [headers = ''] = receipt().toString().split('MIME-Version')
    const inner = receipt().toString()
    const part = `Content-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\n${inner}`
    const envelope = `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\n${part}\r\n--out--\r\n`
    expect(await check(signedBy('provider', Buffer.from(headers + envelope)))).toMatchObject({
      refusal: 'noCertificate',
    })
  })

  test('cannot be checked without the file of the authorities, which is no fault of the message', async () => {
    const trust = { caFile: file('missing.pem'), signers: [from] }
    await expect(readReceipt(receipt(), trust)).rejects.toThrow('missing.pem')
  })
})
