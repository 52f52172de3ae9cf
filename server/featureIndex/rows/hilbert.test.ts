import { expect, test } from 'vitest'
import { hilbertKey, hilbertOrder } from './hilbert.ts'
import { atOnce } from './steps.ts'

const cellOf = (at: number): [number, number] => [at % 16, Math.floor(at / 16)]

test('the curve goes through each cell of a corner once, always to a neighbour', () => {
  const cells = Array.from({ length: 256 }, (_, at) => cellOf(at)).sort(
    (a, b) => hilbertKey(...a) - hilbertKey(...b),
  )
  expect(cells.map((cell) => hilbertKey(...cell))).toEqual(Array.from({ length: 256 }, (_, at) => at))
  for (const [at, [x, y]] of cells.slice(0, -1).entries()) {
    const [nextX, nextY] = cells[at + 1]!
    expect(Math.abs(nextX - x) + Math.abs(nextY - y)).toBe(1)
  }
})

test('slots that lie near each other come one after the other, those without place last', () => {
  const boxes = Uint32Array.of(9, 9, 9, 9, 0xffffffff, 0xffffffff, 0, 0, 4e9, 4e9, 4e9, 4e9, 10, 9, 10, 9)
  const order = [...atOnce(hilbertOrder(boxes, Uint32Array.of(0, 1, 2, 3)))]
  expect(order.at(-1)).toBe(1)
  expect(Math.abs(order.indexOf(0) - order.indexOf(3))).toBe(1)
})
