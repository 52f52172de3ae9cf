import { expect, test } from 'vitest'
import { floatingCatchments } from './floating.ts'

/**
 * The worked example of Luo & Wang (2003), Environment and Planning B 30(6), figure 3, doi:10.1068/b29120: eleven tracts
 * of one resident, two physicians; eight tracts reach the first and four the second, one of them both. Read from
 * the test data of the R package twostepr, which cites the figure; the sums are done by hand below.
 */
test('figure 3 of Luo & Wang: 1/8 around one physician, 1/4 around the other, 3/8 where both are reached', () => {
  const first = [1, 2, 3, 4, 6, 7, 9, 10]
  const second = [4, 5, 8, 11]
  const reached = [first, second].map((tracts) => ({
    cells: tracts.map((tract) => tract - 1),
    distances: tracts.map(() => 20),
  }))
  const access = floatingCatchments(new Float64Array(11).fill(1), [1, 1], reached, all)
  // R1 = 1/8, R2 = 1/4, tract 4 reaches both: 1/8 + 1/4 = 0.375.
  expect([...(access ?? [])]).toEqual([
    0.125, 0.125, 0.125, 0.375, 0.25, 0.125, 0.125, 0.25, 0.125, 0.125, 0.25,
  ])
})

/** Made by hand: three places of 100, 200 and 300 people; lab 1 is reached from the first two, lab 2 from the last. */
const population = Float64Array.of(100, 200, 300)
const catchments = [
  { cells: [0, 1], distances: [100, 900] },
  { cells: [1, 2], distances: [300, 700] },
]
const all = () => 1

test('each supply is divided by who reaches it, and each place adds up what it reaches', () => {
  // R1 = 1 / (100 + 200) = 1/300; R2 = 2 / (200 + 300) = 1/250.
  const access = floatingCatchments(population, [1, 2], catchments, all)
  expect(access?.[0]).toBeCloseTo(1 / 300, 12)
  expect(access?.[1]).toBeCloseTo(1 / 300 + 1 / 250, 12)
  expect(access?.[2]).toBeCloseTo(1 / 250, 12)
})

test('all that is supplied is shared out: the mean times the people is the supply', () => {
  const access = floatingCatchments(population, [1, 2], catchments, all) ?? []
  const shared = population.reduce((sum, people, at) => sum + people * (access[at] ?? 0), 0)
  expect(shared).toBeCloseTo(3, 12)
})

test('with bands who is farther counts less, in both steps', () => {
  // Weights 1, 0.68, 0.22 within 400, 800 and 1,200 m (Luo & Qi 2009).
  const weightOf = (metres: number) => (metres <= 400 ? 1 : metres <= 800 ? 0.68 : 0.22)
  const access = floatingCatchments(population, [1, 2], catchments, weightOf)
  const first = 1 / (100 + 0.22 * 200)
  const second = 2 / (200 + 0.68 * 300)
  expect(access?.[0]).toBeCloseTo(first, 12)
  expect(access?.[1]).toBeCloseTo(0.22 * first + second, 12)
  expect(access?.[2]).toBeCloseTo(0.68 * second, 12)
})

test('a lab that nobody reaches gives nothing, and divides by nobody', () => {
  const access = floatingCatchments(Float64Array.of(0, 5), [1], [{ cells: [0], distances: [1] }], all)
  expect(access).toEqual(Float64Array.of(0, 0))
})

test('where what a lab supplies is not known, access is not known', () => {
  expect(floatingCatchments(population, [1, null], catchments, all)).toBeNull()
})
