import type { Language } from '../accounts/words.ts'

/** A part of a document, whatever it is written to. */
export type Block =
  | { heading: string; level: 2 | 3 }
  | { text: string }
  | { items: string[] }
  | { facts: [term: string, value: string][] }
  | { table: { caption: string; header: string[]; rows: string[][]; figures?: number[] } }

/** A document to read, print and keep: its content, whatever it is written to. */
export interface PaperDocument {
  title: string
  language: Language
  /** Who issues it: the first line of each page. */
  issuer: string
  /** Marked as a demonstration on each page. */
  demo: boolean
  blocks: Block[]
  /** Said at the foot of each page, such as where it can be checked. */
  footer: string
}

/** What a demonstration's papers say on each page. */
export const demoMark = 'DIMOSTRAZIONE'
