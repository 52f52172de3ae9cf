import { createReadStream } from 'node:fs'
import NodeClam from 'clamscan'

/** What ClamAV said of a file; `unavailable` where it could not be asked, or gave no answer. */
export type Verdict = { state: 'clean' } | { state: 'unavailable' } | { state: 'infected'; signature: string }

const timeoutMs = 20_000

function addressOf(socket: string): { socket: string } | { host: string; port: number } {
  const address = /^\[?([^/\]]+)\]?:(\d+)$/.exec(socket)
  return address ? { host: address[1] ?? '', port: Number(address[2]) } : { socket }
}

/**
 * Has ClamAV check the bytes of a file (clamd's INSTREAM, so that it needs no access to our folders).
 * @param socket path of a Unix socket, or host:port
 */
export async function scanFile(socket: string, path: string): Promise<Verdict> {
  const content = createReadStream(path)
  try {
    const clam = await new NodeClam().init({
      clamscan: { active: false },
      clamdscan: { ...addressOf(socket), timeout: timeoutMs, localFallback: false, bypassTest: true },
      preference: 'clamdscan',
    })
    const { isInfected, viruses } = await clam.scanStream(content)
    if (isInfected) return { state: 'infected', signature: viruses[0] ?? 'unknown' }
    return isInfected === false ? { state: 'clean' } : { state: 'unavailable' }
  } catch {
    return { state: 'unavailable' }
  } finally {
    content.destroy()
  }
}
