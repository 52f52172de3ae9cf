import { readPdf } from '../documents/pdfText.ts'

/** Every word of a PDF, its pages one after another. */
export const wordsOfPdf = async (bytes: Buffer): Promise<string> =>
  (await readPdf(bytes)).flat().join(' ').replace(/\s+/g, ' ')
