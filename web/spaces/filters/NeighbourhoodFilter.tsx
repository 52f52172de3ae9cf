import { useState } from 'react'
import { facetCounts, useFilters } from '../filterContext.ts'
import { useFilterWords } from '../filterWords.ts'
import { ChoiceFilter } from './ChoiceFilter.tsx'
import styles from './filters.module.css'

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The NIL, found by typing part of a name, with or without accents. */
export function NeighbourhoodFilter() {
  const { filters, list } = useFilters()
  const { t, places } = useFilterWords()
  const [text, setText] = useState('')
  const counts = facetCounts(list, 'neighbourhood')
  const label = (code: string) => (code === 'none' ? t('value.none') : places.neighbourhood(code))
  const matching = [...counts.keys()]
    .filter((code) => fold(label(code)).includes(fold(text)))
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || label(a).localeCompare(label(b), 'it'))
  const first = [...new Set([...(filters.neighbourhood ?? []), ...matching])].slice(0, text ? 12 : 5)
  return (
    <>
      <input
        className={styles.input}
        type="search"
        value={text}
        placeholder={t('filter.neighbourhood.search')}
        aria-label={t('filter.neighbourhood.search')}
        onChange={(event) => setText(event.target.value)}
      />
      <ChoiceFilter name="neighbourhood" values={first} label={label} only />
      {matching.length > first.length && (
        <p className={styles.hint}>
          {t('filter.neighbourhood.more', { count: matching.length - first.length })}
        </p>
      )}
    </>
  )
}
