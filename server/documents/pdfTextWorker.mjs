import { parentPort, workerData } from 'node:worker_threads'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Reads the words of a PDF page by page and says them to who asked; the reader changes globals, so it has a thread of its own. */
const task = getDocument({
  data: new Uint8Array(workerData.content),
  isEvalSupported: false,
  useSystemFonts: false,
  disableFontFace: true,
  verbosity: 0,
})
const document = await task.promise
const pages = []
for (let number = 1; number <= Math.min(document.numPages, workerData.pageLimit); number += 1) {
  const { items } = await (await document.getPage(number)).getTextContent()
  pages.push(items.map(({ str = '', hasEOL }) => str + (hasEOL ? '\n' : '')))
}
parentPort.postMessage(pages)
await task.destroy()
