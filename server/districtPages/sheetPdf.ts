import type { Sheet } from './schema.ts'
import { writeFigures } from './sheetFigures.ts'
import { column, gap, heading, left, type Paper, right, room, rule } from './sheetFrame.ts'
import { writeMap } from './sheetMap.ts'
import { add, close, ink, onePage, pageSize, widthOf, write } from './sheetPen.ts'
import { writePromises } from './sheetPromises.ts'
import { sheetText } from './sheetText.ts'
import { sheetWords } from './sheetWords.ts'

type Language = 'it' | 'en'

function writeHead(paper: Paper, issuer: string): number {
  const { pdf, root, text, language } = paper
  const t = sheetWords[language]
  add(pdf, root, 'P', () =>
    write(pdf, issuer, { x: left, y: 24, width: room - 150 }, { font: 'label', size: 8, color: ink.faint }),
  )
  if (text.demo)
    add(pdf, root, 'P', () =>
      write(
        pdf,
        t.demo,
        { x: right - 220, y: 23, width: 220 },
        { font: 'title', size: 9.5, color: '#5c3b00', align: 'right' },
      ),
    )
  add(pdf, root, 'H1', () =>
    write(pdf, text.title, { x: left, y: 36, width: room }, { font: 'title', size: 24, color: ink.strong }),
  )
  add(pdf, root, 'P', () => write(pdf, text.head, { x: left, y: 70, width: room, lines: 2 }, { size: 9 }))
  return 98
}

function writeChanges(paper: Paper, y: number): void {
  const { pdf, root, text, language } = paper
  const t = sheetWords[language]
  const x = left + column + gap
  let at = heading(paper, t.changes, x, y, column, text.period)
  if (text.changes.length === 0)
    add(pdf, root, 'P', () => write(pdf, t.noChange, { x, y: at, width: column }))
  else {
    const list = add(pdf, root, 'L')
    for (const { day, text: told } of text.changes) {
      const item = add(pdf, list, 'LI')
      add(pdf, item, 'LBody', () => {
        write(pdf, day, { x, y: at, width: 30 }, { font: 'label', color: ink.strong })
        at = write(pdf, told, { x: x + 32, y: at, width: column - 32, lines: 2 }) + 2
      })
      item.end()
    }
    list.end()
  }
  const { changesLeft } = text
  if (changesLeft)
    add(pdf, root, 'P', () =>
      write(pdf, changesLeft, { x: x + 32, y: at, width: column - 32 }, { size: 8, color: ink.faint }),
    )
}

function writeCalls(paper: Paper, y: number): void {
  const { pdf, root, text, language } = paper
  const t = sheetWords[language]
  let at = heading(paper, t.calls, left, y, column)
  if (text.calls.length === 0)
    add(pdf, root, 'P', () => write(pdf, t.noCall, { x: left, y: at, width: column, lines: 2 }))
  for (const { title, note } of text.calls) {
    add(pdf, root, 'P', () => {
      write(pdf, title, { x: left, y: at, width: column }, { font: 'label', color: ink.strong })
      write(pdf, note, { x: left, y: at + 10.5, width: column }, { size: 8 })
    })
    at += 24
  }
}

function writeSaid(paper: Paper, y: number): void {
  const { pdf, root, text, language } = paper
  const t = sheetWords[language]
  const x = left + column + gap
  const at = heading(paper, t.requests, x, y, column)
  add(pdf, root, 'P', () => write(pdf, text.requests, { x, y: at, width: column, lines: 2 }))
  let next = heading(paper, t.observations, x, at + 26, column)
  for (const told of text.observations.length > 0 ? text.observations : [t.noObservation]) {
    add(pdf, root, 'P', () => {
      next = write(pdf, told, { x, y: next, width: column, lines: 2 }) + 1
    })
  }
}

function writeFoot(paper: Paper): void {
  const { pdf, root, text, language } = paper
  const t = sheetWords[language]
  const y = pageSize.height - 78
  rule(paper, y)
  const small = { size: 7.5, color: ink.faint }
  add(pdf, root, 'P', () =>
    write(pdf, `${t.sources}: ${text.sources}.`, { x: left, y: y + 5, width: room, lines: 3 }, small),
  )
  add(pdf, root, 'P', () =>
    write(
      pdf,
      text.demo ? `${text.computed} ${t.demoNote}` : text.computed,
      { x: left, y: y + 35, width: room },
      small,
    ),
  )
  add(pdf, root, 'P', () => {
    write(pdf, `${t.again} ${text.link}`, { x: left, y: y + 46, width: room }, { size: 8, color: ink.blue })
    pdf.link(left, y + 46, room, 10, text.link)
  })
}

/**
 * The sheet of a district as a tagged PDF (PDF/UA-1) of exactly one A4 page: whatever has no room ends in an
 * ellipsis, and the address at its foot gives it whole. The same sheet gives the same bytes.
 */
export async function writeSheetPdf(sheet: Sheet, language: Language, issuer: string): Promise<Buffer> {
  const text = sheetText(sheet, language)
  const pdf = onePage({
    title: sheetWords[language].title(text.title),
    author: issuer,
    language,
    date: sheet.page.date,
  })
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const paper: Paper = { pdf, root, sheet, text, language }
  const afterHead = writeHead(paper, issuer)
  const afterFigures = writeFigures(paper, afterHead)
  const mapHeight = 262
  writeMap(paper, afterFigures, mapHeight)
  writeChanges(paper, afterFigures)
  const afterPromises = writePromises(paper, afterFigures + mapHeight + 12)
  writeCalls(paper, afterPromises)
  writeSaid(paper, afterPromises)
  writeFoot(paper)
  root.end()
  return close(pdf)
}
