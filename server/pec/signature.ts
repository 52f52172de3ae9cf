import { spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PecTrust } from '../pecConfig.ts'

const timeLimitMs = 20_000

/** Runs the openssl command on a message, for Node itself reads no S/MIME signature; gives its exit code. */
function runOpenssl(args: string[], input: Buffer): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn('openssl', args, { stdio: ['pipe', 'ignore', 'ignore'], timeout: timeLimitMs })
    child.on('error', reject)
    child.on('close', resolve)
    // It may end before it has read all; its exit code tells.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/** What is left of a message once its signature holds. */
export interface Signed {
  /** The part that is signed, byte by byte; nothing of the message around it. */
  content: Buffer
  /** Whether the certificate is made out to one of those whose signatures count. */
  isAccepted: boolean
}

/**
 * What a certificate that leads to one of `caFile` has signed of a message (S/MIME, RFC 8551), as the
 * program that checked the signature read it: whoever reads the message again may find something else in it.
 * @returns null where the signature is missing or does not hold
 * @throws {Error} where the openssl command or the file of the authorities cannot be used
 */
export async function readSigned(source: Buffer, { caFile, signers }: PecTrust): Promise<Signed | null> {
  await access(caFile)
  const folder = await mkdtemp(join(tmpdir(), 'spazi-receipt-'))
  try {
    const [content, signer] = [join(folder, 'content'), join(folder, 'signer.pem')]
    const trust = ['-CAfile', caFile, '-no-CApath', '-no-CAstore', '-purpose', 'any']
    const code = await runOpenssl(['cms', '-verify', ...trust, '-out', content, '-signer', signer], source)
    if (code !== 0) return null
    const certificate = new X509Certificate(await readFile(signer))
    const isAccepted = signers.some((address) => certificate.checkEmail(address) !== undefined)
    return { content: await readFile(content), isAccepted }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
