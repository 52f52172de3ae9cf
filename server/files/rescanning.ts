import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { listUnscanned, setScanState } from './queries.ts'
import { scanFile } from './scanning.ts'
import { isStored, storedPath } from './storage.ts'

const batchSize = 50

/**
 * Has the antivirus check what waits for it, then what came before there was one; stops where it does
 * not answer. What is found infected is withheld from then on.
 * @param onInfected tells whoever sent the file, in the transaction that withholds it
 * @returns how many files were checked
 */
export async function rescanFiles(
  db: Db,
  { varDir, clamavSocket }: { varDir: string; clamavSocket: string | undefined },
  onInfected: (trx: Db, sha256: string) => Promise<void>,
): Promise<number> {
  if (!clamavSocket) return 0
  let checked = 0
  for (const sha256 of await listUnscanned(db, batchSize)) {
    if (!(await isStored(varDir, sha256))) continue
    const verdict = await scanFile(clamavSocket, storedPath(varDir, sha256))
    if (verdict.state === 'unavailable') break
    if (verdict.state === 'clean') await setScanState(db, sha256, 'clean')
    else await withhold(db, sha256, verdict.signature, onInfected)
    checked += 1
  }
  return checked
}

async function withhold(
  db: Db,
  sha256: string,
  signature: string,
  onInfected: (trx: Db, sha256: string) => Promise<void>,
): Promise<void> {
  await db.transaction(async (trx) => {
    if (!(await setScanState(trx, sha256, 'infected'))) return
    await recordEvent(trx, {
      actor: { id: null, role: 'program' },
      action: 'withholdInfected',
      objectKind: 'file',
      objectId: sha256,
      changes: { signature: { class: 'internal', old: null, new: signature } },
    })
    await onInfected(trx, sha256)
  })
}
