/** Part of a text, in characters (Unicode code points, as the database counts), the end not included. */
export interface Span {
  start: number
  end: number
}

/** Length of a text in characters; a sign outside the basic plane is one, though a string of JavaScript holds two. */
export const lengthOf = (text: string): number => [...text].length

/** One kind of line end, nothing round the words. */
export const cleanText = (text: string): string => text.replace(/\r\n?/g, '\n').trim()

/** The text of a submission: the texts of its points with a blank line between them, and where each stands. */
export function joinTexts(texts: readonly string[]): { text: string; spans: Span[] } {
  const between = '\n\n'
  let at = 0
  const spans = texts.map((text) => {
    const start = at
    at = start + lengthOf(text) + between.length
    return { start, end: start + lengthOf(text) }
  })
  return { text: texts.join(between), spans }
}
