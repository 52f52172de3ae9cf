import { expect, test } from 'vitest'
import { articlesOfRows, articlesOfText } from './articles.ts'

test('a text that was pasted is cut at the heads of its articles', () => {
  const text =
    'TITOLO I\nArt. 1 - Oggetto\n1. Il piano…\n2. Ai sensi dell’art. 10, …\n\nArticolo 3 bis. Usi temporanei\na) laboratori\nArt. 4'
  expect(articlesOfText(text)).toEqual([
    { number: '1', title: 'Oggetto', text: '1. Il piano…\n2. Ai sensi dell’art. 10, …' },
    { number: '3 bis', title: 'Usi temporanei', text: 'a) laboratori' },
    { number: '4', title: null, text: null },
  ])
  expect(articlesOfText('Nessun articolo')).toEqual([])
})

test('a list is read by the names of its columns', () => {
  const rows = [
    ['Titolo', 'Articolo', 'Testo'],
    ['Oggetto', '1', 'Il piano…'],
    ['senza numero', '', ''],
  ]
  expect(articlesOfRows(rows)).toEqual([{ number: '1', title: 'Oggetto', text: 'Il piano…' }])
  expect(articlesOfRows([['a', 'b']])).toBeNull()
})
