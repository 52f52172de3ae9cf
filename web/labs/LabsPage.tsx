import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lab } from '#schema/labs'
import { labActivities } from '#schema/labs'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { LabGlyph } from '../ui/PlaceGlyphs.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './labs.module.css'

const activityOf = (lab: Lab) => lab.activity ?? 'unknown'

function LabRow({ lab }: { lab: Lab }) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const [lon, lat] = lab.point ?? []
  const detail = [
    t(`activities.${activityOf(lab)}`),
    lab.confirmedOn && t('confirmed', { date: format.date(lab.confirmedOn) }),
  ]
  return (
    <tr>
      <th scope="row">
        <span className={styles.name}>
          <LabGlyph size={16} />
          {lab.website ? <a href={lab.website}>{lab.name}</a> : lab.name}
        </span>
      </th>
      <td>{t(`kinds.${lab.kind}`)}</td>
      <td>
        {lab.address}
        {lab.positionApproximate && <small> ({t('approximate')})</small>}
      </td>
      <td data-label={t('district')}>{lab.district}</td>
      <td>
        {lab.closedOn
          ? t('closedOn', { date: format.date(lab.closedOn) })
          : detail.filter(Boolean).join(', ')}
      </td>
      <td>
        {lab.point && (
          <Link to={`/?near=${lon},${lat},1000`} aria-label={t('nearOf', { name: lab.name })}>
            {t('near')}
          </Link>
        )}
      </td>
    </tr>
  )
}

function LabTable({ labs }: { labs: Lab[] }) {
  const { t } = useTranslation('labs')
  return (
    <table className={styles.table}>
      <caption className="vh">{t('caption')}</caption>
      <thead>
        <tr>
          {(['name', 'kind', 'address', 'district', 'activity'] as const).map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {labs.map((lab) => (
          <LabRow key={lab.code} lab={lab} />
        ))}
      </tbody>
    </table>
  )
}

function LabList({ labs }: { labs: Lab[] }) {
  const { t } = useTranslation('labs')
  const [district, setDistrict] = useState('')
  const [activity, setActivity] = useState('')
  const districts = [...new Set(labs.map((lab) => lab.district ?? ''))].filter(Boolean).sort()
  const shown = labs.filter(
    (lab) => (!district || lab.district === district) && (!activity || activityOf(lab) === activity),
  )
  const sources = [...new Set(shown.map((lab) => lab.source))].join('; ')
  return (
    <>
      <div className={styles.filters}>
        <SelectField
          id="lab-district"
          label={t('filterDistrict')}
          value={district}
          onChange={setDistrict}
          placeholder={t('all')}
          options={districts.map((value) => ({ value, label: value }))}
        />
        <SelectField
          id="lab-activity"
          label={t('filterActivity')}
          value={activity}
          onChange={setActivity}
          placeholder={t('all')}
          options={[...labActivities, 'unknown' as const].map((value) => ({
            value,
            label: t(`activities.${value}`),
          }))}
        />
        <p role="status">{t('count', { count: shown.length })}</p>
      </div>
      {shown.length === 0 ? <EmptyState title={t('none')} /> : <LabTable labs={shown} />}
      {sources && <p className={styles.source}>{t('source', { sources })}</p>}
    </>
  )
}

/** Every lab, with what is known of its activity. */
export function LabsPage() {
  const { t } = useTranslation('labs')
  const { data, error, refetch } = useQuery({
    queryKey: ['labs'],
    queryFn: () => api<{ total: number; items: Lab[] }>('/api/labs'),
  })
  return (
    <Page title={t('title')}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <p className={styles.intro}>{t('intro')}</p>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} />}
        {data && <LabList labs={data.items} />}
      </div>
    </Page>
  )
}
