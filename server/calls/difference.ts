import type { CallChange } from './schema.ts'

type Leaves = Map<string, string>

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isWord = (value: unknown) => typeof value === 'string' || typeof value === 'number'

/** Members of a list are told apart by their code where they have one, else by their place from 1. */
const nameOf = (member: unknown, index: number) =>
  isObject(member) && typeof member.code === 'string' ? member.code : String(index + 1)

function addLeaves(value: unknown, pointer: string, leaves: Leaves): void {
  if (value === null || value === undefined || value === '') return
  if (Array.isArray(value) && value.every(isWord)) {
    if (value.length > 0) leaves.set(pointer, value.join(', '))
  } else if (Array.isArray(value)) {
    for (const [index, member] of value.entries())
      addLeaves(member, `${pointer}/${nameOf(member, index)}`, leaves)
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) addLeaves(member, `${pointer}/${name}`, leaves)
  } else leaves.set(pointer, String(value))
}

function leavesOf(content: unknown): Leaves {
  const leaves: Leaves = new Map()
  addLeaves(content, '', leaves)
  return leaves
}

/** Of two long texts the paragraphs between the first and the last that differ. */
function differingParagraphs(before: string, after: string): [string, string] {
  const [old, changed] = [before.split('\n'), after.split('\n')]
  const shorter = Math.min(old.length, changed.length)
  let start = 0
  while (start < shorter && old[start] === changed[start]) start += 1
  let end = 0
  while (end < shorter - start && old.at(-1 - end) === changed.at(-1 - end)) end += 1
  return [
    old.slice(start, old.length - end).join('\n'),
    changed.slice(start, changed.length - end).join('\n'),
  ]
}

/** What two versions of a call say differently, in the order of the second; what was taken away comes last. */
export function differenceOf(before: unknown, after: unknown): CallChange[] {
  const [old, changed] = [leavesOf(before), leavesOf(after)]
  const pointers = [...new Set([...changed.keys(), ...old.keys()])]
  return pointers.flatMap((pointer): CallChange[] => {
    const [was, is] = [old.get(pointer), changed.get(pointer)]
    if (was === is) return []
    if (was === undefined || is === undefined) return [{ pointer, before: was ?? null, after: is ?? null }]
    const [lostWords, newWords] = differingParagraphs(was, is)
    return [{ pointer, before: lostWords, after: newWords }]
  })
}
