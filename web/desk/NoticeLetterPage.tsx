import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { NoticeLetter } from '#schema/notices'
import { api } from '../api/client.ts'
import { useCity } from '../api/useCity.ts'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './letter.module.css'
import { OfficeOnly } from './OfficeOnly.tsx'

function LetterSheet({ letter }: { letter: NoticeLetter }) {
  const { t } = useTranslation('notices')
  const format = useFormats()
  const { header } = useCity()
  return (
    <article className={styles.sheet} lang={letter.language}>
      <p>{header.owner[letter.language]}</p>
      <p className={styles.to}>
        <b>{letter.recipient}</b>
        {letter.address && <span>{letter.address}</span>}
      </p>
      <p>{t('letter.date', { date: format.date(letter.writtenAt) })}</p>
      <h1>{letter.subject}</h1>
      <p className={styles.text}>{letter.text}</p>
    </article>
  )
}

function LetterLoader() {
  const { id = '' } = useParams()
  const { t } = useTranslation('notices')
  const { data, error, refetch } = useQuery({
    queryKey: ['desk', 'letter', id],
    queryFn: () => api<NoticeLetter>(`/api/desk/notices/${id}/letter`),
  })
  return (
    <Page title={data?.subject ?? t('letter.title')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data && (
        <div className={styles.page}>
          <div className={styles.tools}>
            <LinkButton to={`/desk/requests/${data.requestId}`} icon="left">
              {t('letter.back')}
            </LinkButton>
            <Button look="primary" icon="print" onPress={() => window.print()}>
              {t('letter.print')}
            </Button>
          </div>
          {!data.address && (
            <div className={styles.tools}>
              <Note tone="warn">{t('letter.noAddress')}</Note>
            </div>
          )}
          <LetterSheet letter={data} />
        </div>
      )}
    </Page>
  )
}

/** A notice to print, sign and put into an envelope. */
export const NoticeLetterPage = () => (
  <OfficeOnly>
    <LetterLoader />
  </OfficeOnly>
)
