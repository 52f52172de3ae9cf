import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'

/** What the parts of a packed file may be together; a list of 5,000 long texts is a third of it. */
const limitBytes = 100_000_000

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

/**
 * Looks how much a packed file (ZIP) holds before it is read whole: a few bytes can swell to more than there is room
 * for. A part that holds more than it says is refused while it is read.
 * @throws {Error} where it holds too much, or is no such file
 */
export async function refuseSwollen(content: Buffer): Promise<void> {
  const zip = await yauzl.fromBufferPromise(content)
  let bytes = 0
  for await (const entry of zip.eachEntry()) {
    bytes += entry.uncompressedSize
    if (bytes > limitBytes) throw new Error('it swells to too much')
    if (!entry.fileName.endsWith('/')) await pipeline(await zip.openReadStreamPromise(entry), nowhere())
  }
}
