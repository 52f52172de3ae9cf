import { median } from '../measuring.ts'
import { overParcels } from './servers.ts'

const rounds = 5

/** The first filling of the index from PostGIS, in a process of its own each time. */
export const build = overParcels(async ({ places, startProgram }, say) => {
  const fills: Record<string, number>[] = []
  for (let round = 0; round < rounds; round += 1) {
    say(`round ${round + 1} of ${rounds}…`)
    const child = await startProgram({ fill: 'later' })
    fills.push(await child.tell<Record<string, number>>('fill'))
    await child.stop()
  }
  const names = Object.keys(fills[0] ?? {})
  const figures = Object.fromEntries(
    names.map((name) => [name, median(fills.map((fill) => fill[name] ?? 0))]),
  )
  const targets = [
    { figure: 'seconds', atMost: 30 },
    { figure: 'aboveMb', atMost: 1200 },
  ]
  return {
    data: { parcels: places.ids.length },
    lines: [{ name: 'first filling', figures, targets }],
  }
})
