import { expect, test } from 'vitest'
import { type MadePoint, makeObservations } from './observationData.ts'

const scale = { submissions: 500, points: 1200, largestCampaign: 60 }
const made = makeObservations(scale)
const points = made.flatMap((submission) => submission.points)

const sizes = (some: readonly MadePoint[]) => {
  const counts = new Map<number, number>()
  for (const { campaign } of some)
    if (campaign !== null) counts.set(campaign, (counts.get(campaign) ?? 0) + 1)
  return [...counts.values()].sort((one, other) => other - one)
}

test('the data are the same each time, and of the size asked for', () => {
  expect(makeObservations(scale)).toEqual(made)
  expect(made.length).toBe(500)
  expect(points.length).toBe(1200)
  expect(made.filter((submission) => submission.points.length === 0)).toEqual([])
})

test('two points in five are twins of campaigns, the largest of the size named', () => {
  const twins = sizes(points)
  expect(twins.reduce((sum, size) => sum + size, 0)).toBe(480)
  expect(twins[0]).toBe(60)
  expect(twins.every((size) => size > 1)).toBe(true)
})

test('texts are of many lengths, as people write, and no longer than a point may be', () => {
  const own = points.filter(({ campaign }) => campaign === null)
  const lengths = own.map(({ text }) => text.length).sort((one, other) => one - other)
  const at = (share: number) => lengths[Math.floor(lengths.length * share)] ?? 0
  expect(at(0.5)).toBeGreaterThan(700)
  expect(at(0.5)).toBeLessThan(1000)
  expect(at(0.9)).toBeGreaterThan(1700)
  expect(lengths.at(-1)).toBeLessThanOrEqual(6000)
  expect(new Set(own.map(({ text }) => text)).size).toBe(own.length)
})
