import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const tokens = readFileSync(new URL('../ui/tokens.css', import.meta.url), 'utf8')

type Triple = [number, number, number]
const triple = (of: (at: 0 | 1 | 2) => number): Triple => [of(0), of(1), of(2)]

/** The colours of a ramp of the tokens as linear light. */
const ramp = (name: string): Triple[] =>
  [...tokens.matchAll(new RegExp(`--${name}-\\d: #([0-9a-f]{6})`, 'g'))].map(([, hex = '']) =>
    triple((at) => {
      const share = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16) / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    }),
  )

/** Whole colour blindness of each kind: Machado, Oliveira and Fernandes 2009, severity 1. */
const sights: Record<string, Triple[]> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const times = (matrix: readonly Triple[], [a, b, c]: Triple): Triple =>
  triple((at) => {
    const [x, y, z] = matrix[at] ?? [0, 0, 0]
    return Math.min(1, Math.max(0, x * a + y * b + z * c))
  })

/** CIE L*a*b* under D65 of linear sRGB. */
function lab([red, green, blue]: Triple): Triple {
  const white: Triple = [0.95047, 1, 1.08883]
  const xyz: Triple = [
    0.4124 * red + 0.3576 * green + 0.1805 * blue,
    0.2126 * red + 0.7152 * green + 0.0722 * blue,
    0.0193 * red + 0.1192 * green + 0.9505 * blue,
  ]
  const [x, y, z] = triple((at) => {
    const share = xyz[at] / white[at]
    return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116
  })
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** The least ΔE (CIE 1976) between classes that follow each other. */
function leastStep(colors: readonly Triple[], sight: readonly Triple[]): number {
  const seen = colors.map((color) => lab(times(sight, color)))
  const steps = seen.slice(1).map((color, index) => {
    const before = seen[index] ?? color
    return Math.hypot(...triple((at) => color[at] - before[at]))
  })
  return Math.min(...steps)
}

test.each(Object.keys(sights))('classes that follow each other differ to %s sight', (name) => {
  const sight = sights[name] ?? []
  expect(ramp('seq')).toHaveLength(5)
  expect(ramp('div')).toHaveLength(7)
  expect(leastStep(ramp('seq'), sight)).toBeGreaterThan(14)
  expect(leastStep(ramp('div'), sight)).toBeGreaterThan(14)
})
