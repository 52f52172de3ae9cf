import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import layout from '../agreements/agreements.module.css'
import { usePlaceNames } from '../districts/usePlaceNames.ts'
import { Page } from '../shell/Page.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { DistrictOpinions } from './DistrictOpinions.tsx'
import { OpinionRows } from './OpinionRows.tsx'
import styles from './opinions.module.css'
import { opinionListQuery } from './opinionsApi.ts'

function AllOpinions() {
  const { t } = useTranslation('opinions')
  const { data, error, refetch } = useQuery(opinionListQuery(''))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} />
  if (data.total === 0)
    return (
      <EmptyState title={t('none')}>
        <p>{t('noneBody')}</p>
      </EmptyState>
    )
  return (
    <section className={styles.section}>
      <h2 className="vh">{t('given')}</h2>
      <OpinionRows items={data.items} named />
    </section>
  )
}

/** Opinions of Municipi for everybody: all that were given, or the whole voice of one Municipio. */
export function OpinionsPage() {
  const { t } = useTranslation('opinions')
  const { districts } = usePlaceNames()
  const [search] = useSearchParams()
  const go = useGo()
  const district = search.get('district')?.slice(0, 20) ?? ''
  return (
    <Page title={t('title')}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <p className={styles.intro}>{t('intro')}</p>
        <div className={layout.filters}>
          <SelectField
            id="opinions-district"
            label={t('municipio.name')}
            value={district}
            placeholder={t('all')}
            options={districts.map((number) => ({
              value: String(number),
              label: t('district', { district: number }),
            }))}
            onChange={(value) => go(value ? `/opinions?district=${value}` : '/opinions')}
          />
        </div>
        {district ? (
          <>
            <h2>{t('district', { district })}</h2>
            <DistrictOpinions key={district} district={district} />
          </>
        ) : (
          <AllOpinions />
        )}
      </div>
    </Page>
  )
}
