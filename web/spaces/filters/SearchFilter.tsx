import { useCallback, useEffect, useRef, useState } from 'react'
import { Icon } from '../../ui/icons.tsx'
import { useTypedText } from '../../ui/useTypedText.ts'
import { useFilters } from '../filterContext.ts'
import { useFilterWords } from '../filterWords.ts'
import styles from './filters.module.css'

const pauseMs = 180

/** Search by code, address or neighbourhood; answers while one types, at the latest when one goes on. */
export function SearchFilter({ big = false }: { big?: boolean }) {
  const { filters, set } = useFilters()
  const { t } = useFilterWords()
  const { text, setText, takeNow } = useTypedText(filters.q ?? '', pauseMs, (typed) =>
    set({ q: typed.trim() === '' ? undefined : typed }, 'q'),
  )
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
        onBlur={takeNow}
      />
    </label>
  )
}
