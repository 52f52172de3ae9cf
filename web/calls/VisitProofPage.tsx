import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { VisitProof } from '#schema/visits'
import { ApiProblem, api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './callPage.module.css'

function Proof({ proof: { certificate, call, lot, startsAt } }: { proof: VisitProof }) {
  const { t } = useTranslation('callPage')
  const format = useFormats()
  const english = useLanguage() === 'en'
  const title = (english && call.titleEn) || call.title
  return (
    <>
      <h1>{t('visits.proof')}</h1>
      <Note tone="ok" icon="ok">
        {t('visits.genuine')}
      </Note>
      <DefinitionList
        entries={[
          { term: t('visits.code'), value: certificate },
          { term: t('visits.call'), value: <Link to={`/calls/${call.code}`}>{title}</Link> },
          { term: t('visits.when'), value: format.dateTime(startsAt) },
          ...(lot === null ? [] : [{ term: t('visits.which'), value: lot }]),
        ]}
      />
    </>
  )
}

/** Whether the certificate of a visit is genuine, for anybody who has its code. */
export function VisitProofPage() {
  const { certificate = '' } = useParams()
  const { t } = useTranslation('callPage')
  const { data, error, refetch } = useQuery({
    queryKey: ['call', 'proof', certificate],
    queryFn: () => api<VisitProof>(`/api/visits/${encodeURIComponent(certificate)}`),
  })
  const unknown = error instanceof ApiProblem && error.status === 404
  return (
    <Page title={t('visits.proof')}>
      <div className={styles.checkPage}>
        {data && <Proof proof={data} />}
        {unknown && (
          <EmptyState whole title={t('visits.unknown')}>
            <p>{t('visits.unknownBody')}</p>
          </EmptyState>
        )}
        {error && !unknown && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={4} />}
      </div>
    </Page>
  )
}
