import { spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'

interface Ended {
  code: number | null
  output: string
}

/** Runs the openssl command on a message; Node itself reads no S/MIME signature. */
function runOpenssl(args: string[], input: Buffer): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('openssl', args, { stdio: ['pipe', 'pipe', 'ignore'], timeout: 20_000 })
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output: Buffer.concat(parts).toString('utf8') }))
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
  const args = ['cms', '-verify', '-CAfile', caFile, '-no-CApath', '-purpose', 'any']
  const { code, output } = await runOpenssl([...args, '-out', '/dev/null', '-signer', '/dev/stdout'], source)
  if (code !== 0 || !output.includes('BEGIN CERTIFICATE')) return false
  return new X509Certificate(output).checkEmail(from) !== undefined
}
