import type { ImportStep } from './run.ts'

const width = 24

/** Draws a progress bar on a terminal; on anything else (a log, a pipe) nothing is drawn. */
export function progressBar(stream: NodeJS.WriteStream): {
  show(step: ImportStep, done: number, total: number): void
  clear(): void
} {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined }
  return {
    show(step, done, total) {
      const share = total === 0 ? 1 : done / total
      const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░')
      const percent = `${Math.round(share * 100)} %`.padStart(5)
      stream.write(`\r\x1b[K${step.padEnd(9)}${bar} ${percent}  ${done.toLocaleString('en-GB')}`)
    },
    clear() {
      stream.write('\r\x1b[K')
    },
  }
}
