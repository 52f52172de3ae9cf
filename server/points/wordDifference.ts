/** Words two texts share, that only the first has, or only the second. */
export interface WordRun {
  kind: 'same' | 'removed' | 'added'
  text: string
}

const wordsIn = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? []
/** Beyond this many pairs of words the middle is shown as one text in place of another. */
const pairLimit = 4_000_000

/** Lengths of the longest common subsequences of what is left of two lists, from each place in both. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1))
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const [row, below] = [rows[i] as Uint32Array, rows[i + 1] as Uint32Array]
    for (let j = after.length - 1; j >= 0; j -= 1)
      row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
  }
  return rows
}

function middleRuns(before: readonly string[], after: readonly string[]): WordRun[] {
  if (before.length * after.length > pairLimit)
    return [
      { kind: 'removed', text: before.join('') },
      { kind: 'added', text: after.join('') },
    ]
  const lengths = commonLengths(before, after)
  const runs: WordRun[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [old = '', changed = ''] = [before[i], after[j]]
    if (i < before.length && j < after.length && old === changed) {
      runs.push({ kind: 'same', text: old })
      i += 1
      j += 1
    } else if (
      j >= after.length ||
      (i < before.length && (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))
    ) {
      runs.push({ kind: 'removed', text: old })
      i += 1
    } else {
      runs.push({ kind: 'added', text: changed })
      j += 1
    }
  }
  return runs
}

/** Neighbours of one kind as one. */
function joined(runs: readonly WordRun[]): WordRun[] {
  const out: WordRun[] = []
  for (const { kind, text } of runs) {
    const last = out.at(-1)
    if (text === '') continue
    if (last?.kind === kind) last.text += text
    else out.push({ kind, text })
  }
  return out
}

/** What an article says differently, word by word: without what was added it is the old text, without what was removed the new. */
export function differenceOfWords(before: string, after: string): WordRun[] {
  const [old, changed] = [wordsIn(before), wordsIn(after)]
  const shorter = Math.min(old.length, changed.length)
  let head = 0
  while (head < shorter && old[head] === changed[head]) head += 1
  let tail = 0
  while (tail < shorter - head && old.at(-1 - tail) === changed.at(-1 - tail)) tail += 1
  return joined([
    { kind: 'same', text: old.slice(0, head).join('') },
    ...middleRuns(old.slice(head, old.length - tail), changed.slice(head, changed.length - tail)),
    { kind: 'same', text: old.slice(old.length - tail).join('') },
  ])
}
