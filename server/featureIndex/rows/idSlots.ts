/** The slot of each id: what a Map does, without its pause of 50 ms where it grows to a million. */
export interface IdSlots {
  readonly size: number
  get(id: number): number | undefined
  set(id: number, slot: number): void
  delete(id: number): boolean
}

/** No id is zero. */
const free = 0
const fewest = 64

/**
 * A table without an entry: an id lies at the place its hash names, or at the next one that was free (Knuth, The Art of
 * Computer Programming, 6.4, algorithms L and R).
 * @param room for how many ids there is room before it grows
 */
export function createIdSlots(room = 0): IdSlots {
  let { ids, slots, shift, mask } = emptyTable(room)
  let size = 0

  const homeOf = (id: number) => Math.imul(id, 0x9e3779b1) >>> shift

  /** Where an id is, or the free place where it would be. */
  function placeOf(id: number): number {
    let place = homeOf(id)
    while (ids[place] !== id && ids[place] !== free) place = (place + 1) & mask
    return place
  }

  function grow(): void {
    const [oldIds, oldSlots] = [ids, slots]
    ;({ ids, slots, shift, mask } = emptyTable(size * 2))
    for (let at = 0; at < oldIds.length; at += 1) if (oldIds[at] !== free) write(oldIds[at]!, oldSlots[at]!)
  }

  function write(id: number, slot: number): void {
    const place = placeOf(id)
    ids[place] = id
    slots[place] = slot
  }

  /** Fills a place that became free with the next id that may lie there, so that none behind it is lost. */
  function closeGap(gap: number): void {
    let open = gap
    for (let place = (gap + 1) & mask; ids[place] !== free; place = (place + 1) & mask) {
      const home = homeOf(ids[place]!)
      if (((place - home) & mask) < ((place - open) & mask)) continue
      ids[open] = ids[place]!
      slots[open] = slots[place]!
      open = place
    }
    ids[open] = free
  }

  return {
    get size() {
      return size
    },
    get(id) {
      const place = placeOf(id)
      return ids[place] === free ? undefined : slots[place]
    },
    set(id, slot) {
      if (ids[placeOf(id)] === free) size += 1
      if (size * 3 > ids.length * 2) grow()
      write(id, slot)
    },
    delete(id) {
      const place = placeOf(id)
      if (ids[place] === free) return false
      closeGap(place)
      size -= 1
      return true
    },
  }
}

/** At most two places of three are taken. */
function emptyTable(room: number) {
  const bits = Math.ceil(Math.log2(Math.max(fewest, room * 1.5 + 1)))
  const length = 2 ** bits
  return {
    ids: new Uint32Array(length),
    slots: new Uint32Array(length),
    shift: 32 - bits,
    mask: length - 1,
  }
}
