import { spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

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

/**
 * Whether the whole message is signed (S/MIME, RFC 8551) by a certificate that leads to one of `caFile`
 * and was made out to the address the message comes from.
 * @throws {Error} where the openssl command cannot be run
 */
export async function isSigned(source: Buffer, from: string, caFile: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'spazi-receipt-'))
  try {
    const signer = join(folder, 'signer.pem')
    const trust = ['-CAfile', caFile, '-no-CApath', '-purpose', 'any']
    const code = await runOpenssl(
      ['cms', '-verify', ...trust, '-out', '/dev/null', '-signer', signer],
      source,
    )
    if (code !== 0) return false
    return new X509Certificate(await readFile(signer)).checkEmail(from) !== undefined
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
