import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { KeptLabs, LabProfile } from '#schema/labs'
import { useMe } from '../accounts/useMe.ts'
import { ApiProblem, api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { ListEntry } from '../qualifiedList/ListEntry.tsx'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Note, Stamp, Tag } from '../ui/marks.tsx'
import { LabGlyph } from '../ui/PlaceGlyphs.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ClaimCard } from './ClaimCard.tsx'
import { HoursCard } from './HoursCard.tsx'
import { Facts, Grants, History, Neighbours, Photos, Prices } from './LabSections.tsx'
import styles from './lab.module.css'
import { MachineTable } from './MachineTable.tsx'
import { OpeningMark } from './OpeningMark.tsx'

/** Whether what is read was confirmed, and since when it is not. */
function Confirmed({ lab }: { lab: LabProfile }) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const { confirmedOn, confirmation, notConfirmed } = lab
  const text = confirmedOn
    ? t(notConfirmed ? 'confirmation.old' : 'confirmation.since', { date: format.date(confirmedOn) })
    : t('confirmation.never')
  if (!notConfirmed) return confirmedOn ? <p className={styles.quiet}>{text}</p> : null
  return (
    <Note tone="warn" icon="warn">
      {text} {t('confirmation.care', { count: confirmation.months })}
    </Note>
  )
}

/** The way to the editor, for who keeps this lab. */
function EditLink({ code }: { code: string }) {
  const { t } = useTranslation('labs')
  const { may } = useMe()
  const asMember = may('actForParties')
  const { data } = useQuery({
    queryKey: ['me', 'labs'],
    queryFn: () => api<KeptLabs>('/api/kept-labs'),
    enabled: asMember,
  })
  const isMine = data?.items.some((lab) => lab.code === code) ?? false
  if (!isMine && !may('keepLabs')) return null
  return (
    <LinkButton to={`/labs/${code}/edit`} look="primary">
      {t('edit.open')}
    </LinkButton>
  )
}

function Head({ lab }: { lab: LabProfile }) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const since = lab.activitySince && t('history.from', { date: format.date(lab.activitySince) })
  const activity = lab.activity ? t(`activities.${lab.activity}`) : t('activityUnknown')
  return (
    <>
      <Crumbs trail={[{ to: '/labs', label: t('title') }]} here={lab.name} />
      <div className={styles.head}>
        <h1>
          <LabGlyph size={26} />
          {lab.name}
        </h1>
        <EditLink code={lab.code} />
      </div>
      <p className={styles.tags}>
        <span>{t(`kinds.${lab.kind}`)}</span>
        <Tag tone={lab.activity === 'active' ? 'ok' : lab.activity === 'closed' ? 'danger' : 'plain'}>
          {[activity, since].filter(Boolean).join(' ')}
        </Tag>
        {(lab.activity ?? 'active') === 'active' && <OpeningMark lab={lab} />}
        {lab.keeper && <span className={styles.quiet}>{t('keptBy', { name: lab.keeper })}</span>}
        {lab.demo && <Stamp kind="demonstration" />}
      </p>
      {lab.demo && <p className={styles.quiet}>{t('demoNote')}</p>}
      {lab.activity === 'closed' && (
        <Note tone="danger" icon="warn">
          {t('closedNote')}
        </Note>
      )}
      <Confirmed lab={lab} />
    </>
  )
}

function LabView({ lab }: { lab: LabProfile }) {
  const { t } = useTranslation('labs')
  const language = useLanguage()
  const description = (language === 'en' && lab.descriptionEn) || lab.description
  return (
    <Page title={lab.name}>
      <div className={styles.page}>
        <Head lab={lab} />
        {description && <p className={styles.description}>{description}</p>}
        <div className={styles.columns}>
          <aside className={styles.aside}>
            {lab.activity !== 'closed' && <HoursCard lab={lab} />}
            <Facts lab={lab} />
          </aside>
          <div className={styles.main}>
            <Photos photos={lab.photos} />
            <section>
              <h2>{t('machine.title')}</h2>
              <MachineTable machines={lab.machines} />
            </section>
            <Prices prices={lab.prices} />
            <Neighbours lab={lab} />
            <ListEntry labCode={lab.code} />
            <Grants grants={lab.grants} />
            <History activities={lab.activities} />
            <p className={styles.quiet}>
              {t('source', { sources: lab.source })}{' '}
              <a href={`/api/labs/${lab.code}/spaceapi.json`}>SpaceAPI</a>
            </p>
          </div>
          <div className={`${styles.aside} ${styles.claim}`}>
            {!lab.kept && lab.activity !== 'closed' && <ClaimCard lab={lab} />}
          </div>
        </div>
      </div>
    </Page>
  )
}

/** One lab with all that is known of it. */
export function LabPage() {
  const { code = '' } = useParams()
  const { t } = useTranslation('labs')
  const { data, error, refetch } = useQuery({
    queryKey: ['labs', 'one', code],
    queryFn: ({ signal }) => api<LabProfile>(`/api/labs/${encodeURIComponent(code)}`, { signal }),
  })
  if (data) return <LabView lab={data} />
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 400)) {
    return (
      <Page title={t('notFound')}>
        <EmptyState whole title={t('notFound')}>
          <p>{t('notFoundBody', { code })}</p>
          <LinkButton to="/labs" look="primary">
            {t('title')}
          </LinkButton>
        </EmptyState>
      </Page>
    )
  }
  return (
    <Page title={code}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={10} />}
    </Page>
  )
}
