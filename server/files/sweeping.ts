import type { Db } from '../db/index.ts'
import { forgetUnused, knownHashes, listUnused } from './queries.ts'
import { forgetUploadDays } from './quota.ts'
import { listAside, listStored, putBack, removeAside, removeOldIncoming, setAside } from './storage.ts'

const dayMs = 86_400_000
const batchSize = 500

/**
 * Removes what nobody needs: folders of uploads that broke off, rows of files that nothing refers to,
 * and bytes without a row. Bytes are set aside before their row goes and brought back where somebody
 * came to use them in between, so neither an upload of the same bytes nor a killed sweep loses any.
 * @returns how many files were removed from the store
 */
export async function sweepFiles(db: Db, varDir: string, now = new Date()): Promise<number> {
  const yesterday = new Date(now.getTime() - dayMs)
  await forgetUploadDays(db)
  await restoreAside(db, varDir)
  await removeOldIncoming(varDir, yesterday)
  let removed = 0
  for (const sha256 of await listUnused(db)) {
    await setAside(varDir, sha256)
    if (await forgetUnused(db, sha256)) {
      await removeAside(varDir, sha256)
      removed += 1
    } else await putBack(varDir, sha256)
  }
  return removed + (await removeUnknown(db, varDir, yesterday))
}

/** Decides about what a sweep that was killed had set aside. */
async function restoreAside(db: Db, varDir: string): Promise<void> {
  const aside = await listAside(varDir)
  const known = await knownHashes(db, aside)
  for (const sha256 of aside) {
    await (known.has(sha256) ? putBack(varDir, sha256) : removeAside(varDir, sha256))
  }
}

/** Removes bytes older than a day that have no row. */
async function removeUnknown(db: Db, varDir: string, before: Date): Promise<number> {
  let batch: string[] = []
  let removed = 0
  const removeBatch = async () => {
    const known = await knownHashes(db, batch)
    for (const sha256 of batch.filter((hash) => !known.has(hash))) {
      await setAside(varDir, sha256)
      const [claimed] = await knownHashes(db, [sha256])
      await (claimed ? putBack(varDir, sha256) : removeAside(varDir, sha256))
      removed += claimed ? 0 : 1
    }
    batch = []
  }
  for await (const { sha256, writtenAt } of listStored(varDir)) {
    if (writtenAt < before) batch.push(sha256)
    if (batch.length === batchSize) await removeBatch()
  }
  await removeBatch()
  return removed
}
