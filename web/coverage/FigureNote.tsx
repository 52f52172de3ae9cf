import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import { Link } from '../ui/Link.tsx'
import styles from './figures.module.css'

interface FigureNoteProps {
  /** What the figure is called, for links that are read out of their place. */
  name: string
  /** Id of the indicator, whose page defines it. */
  indicator: string
  source: string
  /** Year, or year-month-day. */
  date: string
  /** Path of this site that answers with the same number. */
  apiPath: string
  /** What else there is to do with the figure. */
  children?: ReactNode
}

const isDay = (date: string) => date.length > 4

/** Under a number: where it is from, of which day, what it means, and the call that gives it. */
export function FigureNote({ name, indicator, source, date, apiPath, children }: FigureNoteProps) {
  const { t } = useTranslation('coverage')
  const format = useFormats()
  return (
    <p className={styles.note}>
      <span>{t('note.source', { source, date: isDay(date) ? format.date(date) : date })}</span>{' '}
      <Link to={`/coverage/indicators/${indicator}`} aria-label={t('note.definitionOf', { name })}>
        {t('note.definition')}
      </Link>{' '}
      <a href={apiPath} aria-label={t('note.callOf', { name })}>
        {t('note.call')}
      </a>{' '}
      {children}
    </p>
  )
}
