import { Worker } from 'node:worker_threads'

const pageLimit = 200
const timeLimitMs = 60_000
const memoryLimitMb = 512

const entry = new URL('./pdfTextWorker.mjs', import.meta.url)

/**
 * The pieces of text of each page of a PDF, a line feed where a line ends; nothing of a scan. At most 200 pages,
 * in a thread of its own: a long one keeps nobody waiting, and a bad one ends alone.
 * @throws {Error} where it is no PDF, is locked, or takes more than a minute
 */
export function readPdf(content: Buffer): Promise<string[][]> {
  const worker = new Worker(entry, {
    workerData: { content: new Uint8Array(content), pageLimit },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
    stdout: true,
    stderr: true,
  })
  const timer = setTimeout(() => void worker.terminate(), timeLimitMs)
  return new Promise<string[][]>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the PDF could not be read')))
  }).finally(() => {
    clearTimeout(timer)
    void worker.terminate()
  })
}

/**
 * The text a PDF holds, page by page; empty where it is a scan without one.
 * @throws {Error} as `readPdf` does
 */
export const textOfPdf = async (content: Buffer): Promise<string> =>
  (await readPdf(content))
    .map((page) => page.join(''))
    .join('\n\n')
    .trim()
