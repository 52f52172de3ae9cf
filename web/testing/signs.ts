import type { Page } from 'playwright-core'
import { palette } from '../map/palette.ts'

/** Lets a page's own script read what the map has drawn, at any moment; to be called before it opens. */
export async function keepDrawing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const plain = HTMLCanvasElement.prototype.getContext
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, options = {}) {
      return plain.call(this, kind, { ...options, preserveDrawingBuffer: true })
    } as typeof plain
  })
}

interface Watch {
  stopped: boolean
  counts: number[]
}

/** Counts in each frame the pixels of the map that have the colours of spaces that can be asked for. */
export async function watchSigns(page: Page): Promise<{ stop(): Promise<number[]> }> {
  const colors = [palette.status.available, palette.status.inCall].map((hex) =>
    [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)),
  )
  const watch = await page.evaluateHandle((wanted) => {
    const map = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')
    const copy = new OffscreenCanvas(map?.width ?? 1, map?.height ?? 1)
    const context = copy.getContext('2d', { willReadFrequently: true })
    const result: Watch = { stopped: false, counts: [] }
    const isSign = (red: number, green: number, blue: number) =>
      wanted.some(
        ([r = 0, g = 0, b = 0]) =>
          Math.abs(red - r) < 10 && Math.abs(green - g) < 10 && Math.abs(blue - b) < 10,
      )
    const look = () => {
      if (result.stopped || !map || !context) return
      context.drawImage(map, 0, 0)
      const { data } = context.getImageData(0, 0, copy.width, copy.height)
      let count = 0
      for (let at = 0; at < data.length; at += 4)
        if (isSign(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) count += 1
      result.counts.push(count)
      requestAnimationFrame(look)
    }
    look()
    return result
  }, colors)
  return {
    stop: () =>
      watch.evaluate((result) => {
        result.stopped = true
        return result.counts
      }),
  }
}
