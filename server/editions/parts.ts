/** A table of figures on the cover; the first column names, the others count. */
export interface FigureTable {
  caption: string
  header: string[]
  rows: string[][]
}

export interface Cover {
  title: string
  subtitle: string
  paragraphs: string[]
  facts: [term: string, value: string][]
  tables: FigureTable[]
  /** What the reader must know of the figures. */
  notes: string[]
}

/** A part of the register after its cover, whatever it is written to. */
export type Part =
  | { section: string }
  | {
      /** Reference and outcome. */
      heading: string
      /** What it is called among the bookmarks. */
      bookmark: string
      facts: string[]
      passages: { label: string; text: string }[]
    }

/** What a writer is given; the parts come one after the other and are never all there at once. */
export interface Register {
  cover: Cover
  issuer: string
  /** At the foot of each page. */
  footer: string
  demo: boolean
  /** Across each page; null for none. */
  watermark: string | null
  madeOn: string
  parts: AsyncIterable<Part>
}
