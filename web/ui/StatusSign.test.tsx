import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { publicSpaceStatuses } from '#schema/spaces'
import { en, it } from '../i18n/resources.ts'
import { StatusGlyph } from './StatusSign.tsx'

const drawn = (status: (typeof publicSpaceStatuses)[number]) =>
  renderToStaticMarkup(createElement(StatusGlyph, { status }))

test.each(publicSpaceStatuses)('%s has a colour of its own and a word in both languages', (status) => {
  expect(drawn(status)).toContain(`var(--st-${status})`)
  expect(it.ui.status[status]).toBeTruthy()
  expect(en.ui.status[status]).toBeTruthy()
})

test('no two statuses share a shape', () => {
  const shapes = publicSpaceStatuses.map((status) =>
    drawn(status)
      .replaceAll(`--st-${status}`, '')
      .replace(/data-status="\w+"/, ''),
  )
  expect(new Set(shapes).size).toBe(publicSpaceStatuses.length)
})
