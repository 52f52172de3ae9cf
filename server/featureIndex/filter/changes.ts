/** A slot that came to live, or ceased to. */
export interface Change {
  slot: number
  isBorn: boolean
}

/** What changed of late. */
export interface Changes {
  /** How many changes there were. */
  readonly count: number
  /** What came after the first so many, the oldest first; null where that was forgotten. */
  since(count: number): readonly Change[] | null
  note(born: readonly number[], died: readonly number[]): void
}

/** With more it is quicker to look at all rows than at those that changed. */
const mostChanges = 4096

export function createChanges(): Changes {
  let latest: Change[] = []
  let forgotten = 0
  return {
    get count() {
      return forgotten + latest.length
    },
    since: (count) => (count < forgotten ? null : latest.slice(count - forgotten)),
    note(born, died) {
      for (const slot of born) latest.push({ slot, isBorn: true })
      for (const slot of died) latest.push({ slot, isBorn: false })
      if (latest.length <= 2 * mostChanges) return
      forgotten += latest.length - mostChanges
      latest = latest.slice(-mostChanges)
    },
  }
}
