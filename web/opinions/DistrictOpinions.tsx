import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AskedRows } from './AskedRows.tsx'
import { OpinionRows } from './OpinionRows.tsx'
import styles from './opinions.module.css'
import { districtVoiceQuery } from './opinionsApi.ts'
import { PurposeRows } from './PurposeRows.tsx'

/** The voice of one Municipio for everybody: what it was asked and by when, what it said with which votes, its purposes. */
export function DistrictOpinions({ district }: { district: string }) {
  const { t } = useTranslation('opinions')
  const { data, error, refetch } = useQuery(districtVoiceQuery(district))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={6} />
  return (
    <>
      <section className={styles.section}>
        <h3>{t('asked')}</h3>
        <AskedRows
          items={data.asked}
          empty={t('noAsked')}
          filePath={(requestId, fileId) => `/api/opinions/${requestId}/files/${fileId}`}
        />
      </section>
      <section className={styles.section}>
        <h3>{t('given')}</h3>
        <OpinionRows items={data.given} />
      </section>
      <section className={styles.section}>
        <h3>{t('purposes')}</h3>
        <PurposeRows items={data.purposes} />
      </section>
      <p className={styles.links}>
        <Link to={`/opinions?district=${encodeURIComponent(district)}`}>{t('title')}</Link>
      </p>
    </>
  )
}
