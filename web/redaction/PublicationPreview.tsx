import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preview } from '#schema/redaction'
import { useFormats } from '../i18n/format.ts'
import { OutcomeTag } from '../points/OutcomeTag.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { PublicText } from './PublicText.tsx'
import styles from './redaction.module.css'
import { previewQuery } from './redactionApi.ts'

function PreviewItem({ item }: { item: Preview['items'][number] }) {
  const { t } = useTranslation(['redaction', 'points'])
  const where = [
    item.district && t('points:districtName', { code: item.district }),
    item.neighbourhood,
    item.place && item.neighbourhood && t(`place.${item.place}`),
  ].filter(Boolean)
  return (
    <li className={styles.card}>
      <p>
        <strong>{item.reference}</strong> <OutcomeTag outcome={item.outcome} stage="council" />
      </p>
      <p className={styles.hint}>
        {[item.body, item.provision, ...item.themes, ...where].filter(Boolean).join(' · ')}
      </p>
      {item.text === null ? (
        <Note>{t('publication.revised')}</Note>
      ) : (
        <>
          <p>{item.synthesis}</p>
          <PublicText text={item.text} of={item.reference} />
        </>
      )}
      {item.reply !== null && (
        <>
          <h3>{t('one.reply')}</h3>
          <PublicText text={item.reply} of={`${item.reference}, ${t('one.reply')}`} />
        </>
      )}
    </li>
  )
}

const previewSize = 20

/** What the public will read, point by point. */
export function PublicationPreview({ code }: { code: string }) {
  const { t } = useTranslation('redaction')
  const format = useFormats()
  const [offset, setOffset] = useState(0)
  const { data, error, refetch } = useQuery({
    ...previewQuery(code, offset),
    placeholderData: keepPreviousData,
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} />
  const to = Math.min(offset + previewSize, data.total)
  return (
    <>
      <p role="status" className={styles.hint}>
        {t('publication.shown', {
          from: format.number(Math.min(offset + 1, data.total)),
          to: format.number(to),
          total: format.number(data.total),
        })}
      </p>
      <ul className={styles.cards}>
        {data.items.map((item) => (
          <PreviewItem key={item.reference} item={item} />
        ))}
      </ul>
      <span className={styles.buttons}>
        {offset > 0 && <Button onPress={() => setOffset(offset - previewSize)}>{t('previous')}</Button>}
        {to < data.total && <Button onPress={() => setOffset(offset + previewSize)}>{t('next')}</Button>}
      </span>
    </>
  )
}
