import type { CollectionDefinition, FeatureRow } from '../definition.ts'
import { noGrams } from '../text/grams.ts'
import { createTextIndex } from '../text/textIndex.ts'
import { arrangeSlots } from './arrange.ts'
import { reserve } from './growing.ts'
import { numbersFrom } from './radixSort.ts'
import { appendRow, createRows, createRowsLike, listsOf, type Rows } from './rows.ts'
import type { Steps } from './steps.ts'
import type { Store } from './store.ts'

/** Rows that are read to become a store, and that nobody asks for before. */
export interface Piles {
  add(row: FeatureRow): void
  /** All rows as a store, of those with the same id the last one. The piles are empty then. */
  arrange(): Steps<Store>
}

/**
 * No rows yet.
 * @param bits how many rows are a pile, as a power of two: no list of 65,536 rows takes long to be made wider
 */
export function createPiles(definition: CollectionDefinition, bits = 16): Piles {
  let pile = createRows(definition, textOfPile())
  const piles = [pile]

  return {
    add(row) {
      if (pile.ids.length === 2 ** bits) {
        pile = nextPile(pile)
        piles.push(pile)
      }
      appendRow(pile, row)
    },
    arrange() {
      const count = (piles.length - 1) * 2 ** bits + pile.ids.length
      return arrangeSlots({ piles, bits }, numbersFrom(0, count), true)
    },
  }
}

const textOfPile = () => createTextIndex(noGrams)

/** With as much room as the one before took. */
function nextPile(before: Rows): Rows {
  const pile = createRowsLike(before, textOfPile())
  const lists = listsOf(before)
  listsOf(pile).forEach((list, at) => {
    reserve(list, lists[at]!.length)
  })
  return pile
}
