import { useEffect, useRef, useState } from 'react'
import { Icon } from '../../ui/icons.tsx'
import { useFilters } from '../filterContext.ts'
import { useFilterWords } from '../filterWords.ts'
import styles from './filters.module.css'

const pauseMs = 180

/** Search by code, address or neighbourhood; answers while one types. */
export function SearchFilter({ big = false }: { big?: boolean }) {
  const { filters, set } = useFilters()
  const { t } = useFilterWords()
  const [text, setText] = useState(filters.q ?? '')
  const sent = useRef(filters.q ?? '')
  useEffect(() => {
    if ((filters.q ?? '') === sent.current) return
    sent.current = filters.q ?? ''
    setText(filters.q ?? '')
  }, [filters.q])
  useEffect(() => {
    if (text === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text
      set({ q: text.trim() === '' ? undefined : text }, 'q')
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [text, set])
  return (
    <label className={`${styles.search} ${big ? styles.bigSearch : ''}`}>
      <span className="vh">{t('filter.q.label')}</span>
      <Icon name="search" />
      <input
        className={styles.input}
        type="search"
        maxLength={200}
        value={text}
        placeholder={t(big ? 'filter.q.short' : 'filter.q.placeholder')}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  )
}
