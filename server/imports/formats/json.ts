import { UnusableFileError } from '../errors.ts'

/** @throws {UnusableFileError} saying where the text stops being JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UnusableFileError(
      `The file is not valid JSON: ${error instanceof Error ? error.message : error}`,
    )
  }
}

/**
 * The line, from 1, on which each member of a list of objects starts.
 * @param text valid JSON
 * @param key the list's name at the top level; undefined where the list is the whole text
 */
export function recordLines(text: string, key?: string): number[] {
  const lines: number[] = []
  const listDepth = key === undefined ? 1 : 2
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]\n]/g
  let [line, depth, topKey] = [1, 0, '']
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match
    if (found === '\n') line += 1
    else if (found === '{' || found === '[') {
      if (depth === listDepth && (key === undefined || topKey === key)) lines.push(line)
      depth += 1
    } else if (found === '}' || found === ']') depth -= 1
    else if (depth === 1 && isKey(text, token.lastIndex)) topKey = JSON.parse(found)
  }
  return lines
}

const isKey = (text: string, after: number): boolean => /^\s*:/.test(text.slice(after, after + 20))
