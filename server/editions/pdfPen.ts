import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'

const fontFile = (weight: number) =>
  fileURLToPath(new URL(`../documents/fonts/titillium-${weight}.ttf`, import.meta.url))
const fonts = { text: fontFile(400), label: fontFile(600), title: fontFile(700) } as const
type FontName = keyof typeof fonts

export const margin = { top: 72, bottom: 72, left: 62, right: 62 }
export const pageSize = { width: 595.28, height: 841.89 }
export const textWidth = pageSize.width - margin.left - margin.right

type Pdf = InstanceType<typeof PDFDocument>

/** What the types of pdfkit leave out of its fonts and pages. */
interface EmbeddedFont {
  id: string
  ascender: number
  ref(): unknown
  encode(text: string): [glyphs: string[], positions: { xAdvance: number; advanceWidth: number }[]]
}
interface Inside {
  _font: EmbeddedFont
  page: { fonts: Record<string, unknown>; xobjects: Record<string, unknown>; dictionary: unknown }
  continueOnNewPage(): void
  ref(data: object): { end(content: string): void }
}
export const inside = (pdf: Pdf) => pdf as unknown as Inside

/** A run of letters without a blank, as the page draws it, and how wide it is in thousandths of the size. */
interface Glyphs {
  drawn: string
  width: number
}

export interface Style {
  font: FontName
  size: number
  color?: string
  leading?: number
}

/**
 * Draws text into a PDF that is written page by page. Each word is shaped once and remembered: registers of
 * thousands of pages hold few different words, and the text machine of the library shapes and breaks each line
 * anew.
 */
export interface Pen {
  pdf: Pdf
  /** Lines of a text, broken at blanks and where somebody broke them, no wider than `width` points. */
  lines(text: string, style: Style, width: number): string[]
  widthOf(text: string, style: Style): number
  /** Operators that draw one line whose top is at these points from the top left. */
  drawing(text: string, style: Style, x: number, y: number): string
  /** Draws lines on the page that is open. */
  draw(drawings: readonly string[]): void
  font(name: FontName): EmbeddedFont
}

function shape(font: EmbeddedFont, word: string): Glyphs {
  const [glyphs, positions] = font.encode(word)
  let drawn = '<'
  let width = 0
  for (const [index, glyph] of glyphs.entries()) {
    const { xAdvance, advanceWidth } = positions[index] as (typeof positions)[number]
    drawn += glyph
    width += xAdvance
    const kern = Math.round(xAdvance - advanceWidth)
    if (kern !== 0) drawn += `> ${-kern} <`
  }
  return { drawn: `${drawn}>`, width }
}

const channels = (color: string) =>
  [1, 3, 5].map((at) => (Number.parseInt(color.slice(at, at + 2), 16) / 255).toFixed(3)).join(' ')

/** Characters that a page draws as nothing good: tabs become blanks, what steers a printer goes. */
const drawable = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\u00a0\u2028\u2029]/g, ' ')
    .replace(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]|[\ud800-\udfff](?![\udc00-\udfff])/g,
      '',
    )

/** How many different words are kept before the memory of them is emptied. */
const wordLimit = 60_000

/** Starts a document that is tagged (PDF/UA-1) and says nothing of who or what made it but the issuer. */
export function startPdf(info: { title: string; issuer: string; madeOn: string }): Pdf {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: margin,
    font: fonts.text,
    lang: 'it-IT',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    autoFirstPage: false,
    subset: 'PDF/UA' as unknown as 'PDF/A-2a',
    info: {
      Title: info.title,
      Author: info.issuer,
      Creator: 'Spazi',
      CreationDate: new Date(`${info.madeOn}T00:00:00Z`),
    },
    ...{ fontLayoutCache: false },
  })
  for (const [name, file] of Object.entries(fonts)) pdf.registerFont(name, file)
  return pdf
}

export function takePen(pdf: Pdf): Pen {
  const opened = new Map<FontName, { font: EmbeddedFont; words: Map<string, Glyphs> }>()
  const open = (name: FontName) => {
    const known = opened.get(name)
    if (known) return known
    pdf.font(name)
    const made = { font: inside(pdf)._font, words: new Map<string, Glyphs>() }
    opened.set(name, made)
    return made
  }
  const glyphsOf = (name: FontName, word: string): Glyphs => {
    const { font, words } = open(name)
    const known = words.get(word)
    if (known) return known
    if (words.size > wordLimit) words.clear()
    const made = shape(font, word)
    words.set(word, made)
    return made
  }
  const widthOf = (text: string, { font, size }: Style) =>
    (text
      .split(' ')
      .reduce(
        (sum, word) => sum + glyphsOf(font, word).width,
        (text.split(' ').length - 1) * glyphsOf(font, ' ').width,
      ) *
      size) /
    1000

  /** A word wider than the line, such as an address, cut where it must be. */
  const pieces = (word: string, style: Style, width: number): string[] => {
    if (widthOf(word, style) <= width) return [word]
    const made: string[] = []
    let piece = ''
    for (const letter of word) {
      if (piece && widthOf(piece + letter, style) > width) {
        made.push(piece)
        piece = ''
      }
      piece += letter
    }
    return [...made, piece]
  }

  const breakLine = (text: string, style: Style, width: number): string[] => {
    const room = (width * 1000) / style.size
    const blank = glyphsOf(style.font, ' ').width
    const made: string[] = []
    let line = ''
    let taken = 0
    for (const word of text
      .split(' ')
      .flatMap((each) => (each.length > 30 ? pieces(each, style, width) : [each]))) {
      const wide = glyphsOf(style.font, word).width
      if (line && taken + blank + wide > room) {
        made.push(line)
        line = word
        taken = wide
      } else {
        taken += line ? blank + wide : wide
        line = line ? `${line} ${word}` : word
      }
    }
    return [...made, line]
  }

  return {
    pdf,
    widthOf,
    font: (name) => open(name).font,
    lines: (text, style, width) =>
      drawable(text)
        .trim()
        .split('\n')
        .flatMap((line) => breakLine(line.replace(/ {2,}/g, ' '), style, width)),
    drawing(text, style, x, y) {
      const { font } = open(style.font)
      const { page } = inside(pdf)
      page.fonts[font.id] ??= font.ref()
      const words = text.split(' ').map((word) => glyphsOf(style.font, word).drawn)
      const shown = words.join(glyphsOf(style.font, ' ').drawn)
      return `BT ${channels(style.color ?? '#1E3147')} rg /${font.id} ${style.size} Tf 1 0 0 1 ${x.toFixed(2)} ${(
        pageSize.height - y - (font.ascender * style.size) / 1000
      ).toFixed(2)} Tm [${shown}] TJ ET`
    },
    // The library draws with its axis downwards; text stands upright on the axis of the page.
    draw: (drawings) => {
      pdf.addContent(`q 1 0 0 -1 0 ${pageSize.height} cm\n${drawings.join('\n')}\nQ`)
    },
  }
}
