import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'

export interface ZipPart {
  name: string
  content: string | Buffer | AsyncIterable<string>
}

/**
 * The same time for each part, in whatever time zone it is written: a ZIP keeps clock times without a zone (1 January
 * 2000), and the same parts give the same bytes.
 */
const always = () => ({ mtime: new Date(2000, 0, 1), mode: 0o100644, forceDosTimestamp: true })

/** Letters are gathered before they are packed: a stream of many small ones is slow. */
async function* inPieces(content: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let gathered: string[] = []
  let length = 0
  for await (const text of content) {
    gathered.push(text)
    length += text.length
    if (length < 65_536) continue
    yield Buffer.from(gathered.join(''))
    gathered = []
    length = 0
  }
  yield Buffer.from(gathered.join(''))
}

/** Writes a ZIP whose parts are made while it is written. */
export async function writeZip(parts: readonly ZipPart[], to: Writable): Promise<void> {
  const zip = new yazl.ZipFile()
  const failed = new Promise<never>((_, reject) => zip.on('error', reject))
  for (const { name, content } of parts) {
    if (typeof content === 'string' || Buffer.isBuffer(content)) {
      zip.addBuffer(Buffer.from(content), name, always())
      continue
    }
    const stream = Readable.from(inPieces(content), { objectMode: false })
    stream.on('error', (error) => zip.emit('error', error))
    zip.addReadStream(stream, name, always())
  }
  zip.end()
  await Promise.race([pipeline(zip.outputStream, to), failed])
}
