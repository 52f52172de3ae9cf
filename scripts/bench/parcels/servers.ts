import { type Child, startChild } from '../child.ts'
import { startCluster } from '../cluster.ts'
import type { Report } from '../report.ts'
import type { Say, Subject } from '../subject.ts'
import { makePlaces, type Places, sizes } from './places.ts'
import { fillParcels } from './table.ts'

/** The table of parcels in a database, and servers over it that end with the run. */
export interface ParcelBench {
  url: string
  places: Places
  /** The program: tile routes, a list, and the feed that fills its index before it listens. */
  startProgram(options?: { cacheMb?: number; fill?: 'later' }): Promise<Child>
  /** Fastify over SQL. */
  startSql(): Promise<Child>
  /** Fastify over files in a folder. */
  startFiles(folder: string): Promise<Child>
}

/** What the cluster may use, on a machine that does nothing else. */
const settings = ['shared_buffers=1GB', 'max_wal_size=4GB', 'checkpoint_timeout=30min']

/** A subject over the table of parcels in each of its sizes. */
export function overParcels(measure: (bench: ParcelBench, say: Say) => Promise<Report>): Subject {
  return {
    sizes: Object.keys(sizes),
    async run(size, say) {
      const cluster = process.env.TEST_DATABASE_URL ? null : await startCluster(settings)
      const url = process.env.TEST_DATABASE_URL ?? cluster?.url ?? ''
      const children: Child[] = []
      const start = async (path: string, environment: Record<string, string>) => {
        const child = await startChild(path, environment)
        children.push(child)
        return child
      }
      try {
        say(`Writing ${size} parcels…`)
        const places = makePlaces(sizes[size] ?? 0)
        await fillParcels(url, places)
        return await measure(
          {
            url,
            places,
            startProgram: ({ cacheMb = 0, fill = '' } = {}) =>
              start('parcels/programServer.ts', {
                PROGRAM_URL: url,
                TILE_CACHE_MB: String(cacheMb),
                FILL: fill,
              }),
            startSql: () => start('parcels/sqlServer.ts', { SQL_URL: url }),
            startFiles: (folder) => start('parcels/fileServer.ts', { FOLDER: folder }),
          },
          say,
        )
      } finally {
        await Promise.all(children.map((child) => child.stop()))
        await cluster?.stop()
      }
    },
  }
}
