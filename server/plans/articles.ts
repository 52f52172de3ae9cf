/** An article as it was pasted or listed. */
export interface ReadArticle {
  number: string
  title: string | null
  text: string | null
}

/** The head of an article on a line of its own: `Art. 11 - Titolo`, `Articolo 3 bis. Titolo`. */
const heading =
  /^\s*art(?:\.|icolo)\s*(\d+(?:[\s.-]*(?:bis|ter|quater|quinquies|sexies))?)\s*(?:[.:–—-]\s*(.*))?$/i

const oneSpace = (text: string) => text.replace(/[\s.-]+/g, ' ').trim()

/** Articles of a text that was pasted, in their order; empty where no line is the head of one. */
export function articlesOfText(text: string): ReadArticle[] {
  const found: { number: string; title: string | null; lines: string[] }[] = []
  for (const line of text.split(/\r\n?|\n/)) {
    const [, number, title] = line.match(heading) ?? []
    if (number) found.push({ number: oneSpace(number), title: title?.trim() || null, lines: [] })
    else found.at(-1)?.lines.push(line)
  }
  return found.map(({ number, title, lines }) => ({
    number,
    title,
    text: lines.join('\n').trim() || null,
  }))
}

type Column = 'number' | 'title' | 'text'
/** What the columns of a list may be called. */
const names: Record<Column, readonly string[]> = {
  number: ['number', 'numero', 'articolo', 'art', 'art.', 'article'],
  title: ['title', 'titolo', 'rubrica'],
  text: ['text', 'testo'],
}

/** Articles of the rows of a CSV file; null where its first row does not name a column of numbers. */
export function articlesOfRows(rows: readonly (readonly string[])[]): ReadArticle[] | null {
  const [header = [], ...body] = rows
  const at = (column: Column) => header.findIndex((name) => names[column].includes(name.trim().toLowerCase()))
  const places = { number: at('number'), title: at('title'), text: at('text') }
  if (places.number < 0) return null
  const cell = (row: readonly string[], column: Column) => row[places[column]]?.trim() || null
  return body.flatMap((row) => {
    const number = cell(row, 'number')
    return number ? [{ number, title: cell(row, 'title'), text: cell(row, 'text') }] : []
  })
}
