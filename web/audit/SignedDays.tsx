import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AuditDayList, DayVerification } from '#schema/audit'
import { api } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Tag, type Tone } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './audit.module.css'

type Day = AuditDayList['items'][number]

const tones: Record<Day['state'], Tone> = { signed: 'ok', otherKey: 'warn', badSignature: 'danger' }

function DayCheck({ day }: { day: Day }) {
  const { t } = useTranslation('audit')
  const format = useFormats()
  const problemText = useProblemText()
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['audit', 'day', day.day],
    queryFn: () => api<DayVerification>(`/api/audit/days/${day.day}/verification`),
    enabled: false,
  })
  return (
    <span className={styles.dayCheck}>
      <span role="status">
        {error && <Tag tone="danger">{problemText(error)}</Tag>}
        {data?.valid && <Tag tone="ok">{t('dayWhole')}</Tag>}
        {data?.fault && <Tag tone="danger">{t(`dayFault.${data.fault}`)}</Tag>}
      </span>
      <Button
        look="quiet"
        isPending={isFetching}
        aria-label={t('verifyDay', { day: format.date(day.day) })}
        onPress={() => void refetch()}
      >
        {t(isFetching ? 'verifying' : 'verify')}
      </Button>
    </span>
  )
}

/** The signed heads of the last days, and whether they hold. */
export function SignedDays() {
  const { t } = useTranslation('audit')
  const format = useFormats()
  const { data, error, refetch } = useQuery({
    queryKey: ['audit', 'days'],
    queryFn: () => api<AuditDayList>('/api/audit/days'),
  })
  return (
    <section className={styles.days}>
      <h2>{t('days')}</h2>
      <p className={styles.quiet}>{t('daysIntro')}</p>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={4} />}
      {data?.items.length === 0 && <p>{t('noDays')}</p>}
      <ul>
        {data?.items.map((day) => (
          <li key={day.day}>
            <time dateTime={day.day}>{format.date(day.day)}</time>
            <span>{t('dayEvents', { count: day.events })}</span>
            <Tag tone={tones[day.state]}>{t(`dayState.${day.state}`)}</Tag>
            <code title={day.head}>{day.head.slice(0, 16)}…</code>
            <DayCheck day={day} />
          </li>
        ))}
      </ul>
    </section>
  )
}
