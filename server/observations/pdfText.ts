const pageLimit = 200

interface TextItem {
  str?: string
  hasEOL?: boolean
}

/**
 * The text a PDF holds, page by page; empty where it is a scan without one. At most 200 pages.
 * @throws {Error} where it is no PDF, or is locked
 */
export async function textOfPdf(content: Buffer): Promise<string> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({
    data: new Uint8Array(content),
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: 0,
  })
  try {
    const document = await task.promise
    const pages: string[] = []
    for (let number = 1; number <= Math.min(document.numPages, pageLimit); number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent()
      pages.push((items as TextItem[]).map(({ str = '', hasEOL }) => str + (hasEOL ? '\n' : '')).join(''))
    }
    return pages.join('\n\n').trim()
  } finally {
    await task.destroy()
  }
}
