import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Child } from '../child.ts'
import { openConnection } from '../connections.ts'
import { quantile } from '../racing.ts'
import type { Line } from '../report.ts'
import type { Say } from '../subject.ts'
import { contest, type Side } from './pairs.ts'
import { groups, makeTiles, newFilter, type TileAddress } from './requests.ts'
import { overParcels, type ParcelBench } from './servers.ts'
import type { TileKind } from './sqlTiles.ts'
import { checkTiles, crowdedOf } from './tileCheck.ts'

/** SQL takes seconds for a tile of a whole region: of these zooms it is asked for some only. */
const mostLowTiles = 20
/** What any tile may weigh. */
const maxKb = 500

/** How many answers of the program for one of SQL: by size, over geometry in degrees and in the projection of tiles. */
const targets = (count: number): [degrees: number, stored: number] => (count > 10_000 ? [10, 8] : [6, 6])

const pathOf = (tile: TileAddress, query = '') =>
  `/api/tiles/parcels/${tile.join('/')}.mvt${query && `?${query}`}`
const sqlPathOf = (kind: TileKind, tile: TileAddress, query = '') =>
  `/tiles/${kind}/${tile.join('/')}.mvt${query && `?${query}`}`

/** The program and both forms of SQL, asked for the same tiles, all of them or with a new filter each. */
function sidesFor(
  program: Child,
  sql: Child,
  tiles: readonly TileAddress[],
  filtered: boolean,
): [Side, Side, Side] {
  const side = (name: string, server: Child, path: (tile: TileAddress, query: string) => string): Side => {
    let number = 0
    const query = () => {
      number += 1
      return newFilter(number)
    }
    const plain = tiles.map((tile) => path(tile, ''))
    return { name, server, paths: () => (filtered ? tiles.map((tile) => path(tile, query())) : plain) }
  }
  return [
    side('program', program, pathOf),
    side('degrees', sql, (tile, query) => sqlPathOf('degrees', tile, query)),
    side('stored', sql, (tile, query) => sqlPathOf('stored', tile, query)),
  ]
}

/** All tiles of a group once each, drawn anew for every request. */
async function uncached(
  program: Child,
  sql: Child,
  tiles: readonly TileAddress[],
  count: number,
  say: Say,
): Promise<Line[]> {
  const lines: Line[] = []
  const [degrees, stored] = targets(count)
  for (const { name, zooms } of groups.toReversed()) {
    const low = zooms[1] <= 11
    const asked = tiles.filter(([z]) => z >= zooms[0] && z <= zooms[1])
    if (asked.length === 0) continue
    const [own, ...others] = sidesFor(program, sql, low ? asked.slice(0, mostLowTiles) : asked, false)
    for (const concurrency of [1, 16]) {
      const limits = low
        ? { atMost: { p99Ms: 30, maxKb } }
        : { atLeast: [degrees, stored], atMost: { maxKb } }
      // The slowest hundredth of what waits its turn tells of the queue: low tiles are timed one by one.
      if (low && concurrency > 1) continue
      const sides: [Side, ...Side[]] = [own, ...others]
      lines.push(await contest({ name, sides, concurrency, ...limits }, say))
    }
  }
  return lines
}

async function withNewFilters(
  program: Child,
  sql: Child,
  tiles: readonly TileAddress[],
  count: number,
  say: Say,
): Promise<Line[]> {
  const lines: Line[] = []
  const asked = tiles.filter(([z]) => z >= 12)
  for (const concurrency of [1, 16]) {
    const atLeast = count > 10_000 ? [8] : undefined
    const sides = sidesFor(program, sql, asked, true)
    lines.push(await contest({ name: 'z12-16, a new filter each', sides, concurrency, atLeast }, say))
  }
  return lines
}

/** Tiles with more in them than can be told apart: nobody else gives the like, so they stand alone. */
async function crowdedLine(program: Child, tiles: readonly TileAddress[]): Promise<Line[]> {
  if (tiles.length === 0) return []
  const connection = await openConnection(program.port)
  const latencies: number[] = []
  let maxBytes = 0
  for (let round = 0; round < 6; round += 1) {
    for (const tile of tiles) {
      const asked = performance.now()
      const { body } = await connection.ask(pathOf(tile))
      if (round > 0) latencies.push(performance.now() - asked)
      maxBytes = Math.max(maxBytes, body.length)
    }
  }
  connection.close()
  const figures = { perS: null, p99Ms: quantile(latencies, 0.99), maxKb: maxBytes / 1000 }
  return [
    { name: `crowded (${tiles.length} tiles), c=1`, figures, targets: [{ figure: 'maxKb', atMost: maxKb }] },
  ]
}

/** Ready tiles from the memory of the program, beside the same bytes in files. */
async function ready(
  { startProgram, startFiles }: ParcelBench,
  tiles: readonly TileAddress[],
  say: Say,
): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'spazi-bench-tiles-'))
  try {
    const program = await startProgram({ cacheMb: 1024 })
    const connection = await openConnection(program.port)
    const asked = tiles.filter(([z]) => z >= 14)
    for (const tile of asked) {
      const file = join(folder, `${tile.join('/')}.mvt`)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, (await connection.ask(pathOf(tile))).body)
    }
    connection.close()
    const files = await startFiles(folder)
    const paths = asked.map((tile) => pathOf(tile))
    const filePaths = asked.map((tile) => `/files/${tile.join('/')}.mvt`)
    const sides: [Side, Side] = [
      { name: 'program', server: program, paths: () => paths },
      { name: 'files', server: files, paths: () => filePaths },
    ]
    const lines: Line[] = []
    for (const concurrency of [1, 16])
      lines.push(await contest({ name: 'ready, z14-16', sides, concurrency, atLeast: [1] }, say))
    return lines
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Vector tiles: drawn anew, with a filter nobody had before, and ready in memory. */
export const tiles = overParcels(async (bench, say) => {
  const { places, startProgram, startSql } = bench
  const [program, sql] = [await startProgram(), await startSql()]
  const all = makeTiles(places)
  const crowded = crowdedOf(places, all)
  const told = all.filter((tile) => !crowded.includes(tile))
  const compared = await checkTiles(program, sql, told, { pathOf, sqlPathOf }, say)
  const count = places.ids.length
  const lines = [
    ...(await uncached(program, sql, told, count, say)),
    ...(await withNewFilters(program, sql, told, count, say)),
    ...(await crowdedLine(program, crowded)),
  ]
  await program.stop()
  await sql.stop()
  return {
    data: { parcels: count, tiles: all.length, compared },
    lines: [...lines, ...(await ready(bench, told, say))],
  }
})
