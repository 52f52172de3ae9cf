/**
 * Does the work for each, one after another; one that fails keeps no other waiting.
 * @throws {unknown} the first that went wrong, after all have had their turn
 */
export async function eachInTurn<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const faults: unknown[] = []
  for (const item of items) await work(item).catch((fault) => faults.push(fault))
  if (faults.length > 0) throw faults[0]
}
