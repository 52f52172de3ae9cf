import { createReadStream, createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { registerOf } from './compose.ts'
import { writeDocx } from './docx.ts'
import { figuresOf } from './figures.ts'
import type { EditionInput, PrintedPoint } from './input.ts'
import { writePdf } from './pdf.ts'
import { writeXlsx } from './xlsx.ts'

/** What a file is made from and where it goes: paths on this machine, which never enter the file. */
export interface WritingTask {
  input: EditionInput
  /** Points as JSON, one a line, in the order in which they are printed. */
  points: string
  /** The city's Word file, or null for the plain one. */
  template: string | null
  to: string
}

async function* readPoints(path: string): AsyncGenerator<PrintedPoint> {
  for await (const line of createInterface({ input: createReadStream(path) })) yield JSON.parse(line)
}

/** The same points; tells which share of them has passed. */
async function* told(
  points: AsyncIterable<PrintedPoint>,
  total: number,
  onShare: (share: number) => void,
): AsyncGenerator<PrintedPoint> {
  let passed = 0
  for await (const point of points) {
    yield point
    passed += 1
    if (passed % 100 === 0) onShare(passed / total)
  }
}

/** Makes the file of a register; nothing but the task decides what is in it. */
export async function writeEdition(
  { input, points, template, to }: WritingTask,
  onShare: (share: number) => void = () => {},
): Promise<void> {
  const figures = await figuresOf(readPoints(points))
  const passing = told(readPoints(points), Math.max(1, figures.points), onShare)
  const file = createWriteStream(to, { mode: 0o600 })
  const register = registerOf(input, figures, passing)
  if (input.format === 'pdf') return writePdf(register, file)
  if (input.format === 'xlsx') return writeXlsx(register, input.edition, passing, file)
  return writeDocx(register, template === null ? null : await readFile(template), file)
}
