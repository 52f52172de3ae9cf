import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Need } from '#schema/needs'
import { useMe } from '../accounts/useMe.ts'
import { useFormats } from '../i18n/format.ts'
import styles from '../qualifiedList/qualifiedList.module.css'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { myNeedsQuery, needsQuery } from './needsApi.ts'
import { useNeedWords } from './useNeedWords.ts'

function NeedCard({ need }: { need: Need }) {
  const { t } = useTranslation('needs')
  const format = useFormats()
  const words = useNeedWords()
  const { code, title, process, material, quantity, dueOn, audience, isOpen } = need
  const facts = [
    words.process(process),
    material && words.material(material),
    words.size(need),
    t('pieces', { count: quantity }),
    t('by', { date: format.date(dueOn) }),
  ]
  return (
    <li>
      <h3>
        <Link to={`/needs/${encodeURIComponent(code)}`}>{title}</Link>
      </h3>
      <p>{facts.filter(Boolean).join(' · ')}</p>
      <p className={styles.small}>
        {words.asking(need)} {audience === 'matched' && <Tag>{t('private')}</Tag>}{' '}
        {!isOpen && <Tag>{t('closed')}</Tag>}
      </p>
    </li>
  )
}

function Needs({ title, needs }: { title: string; needs: readonly Need[] }) {
  if (needs.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul className={styles.labs}>
        {needs.map((need) => (
          <NeedCard key={need.code} need={need} />
        ))}
      </ul>
    </section>
  )
}

/** What firms look for a lab to make: what it is, what is open, and one's own. */
export function NeedsPage() {
  const { t } = useTranslation('needs')
  const { may } = useMe()
  const { data, error, refetch } = useQuery(needsQuery)
  const { data: mine } = useQuery({ ...myNeedsQuery, enabled: may('actForParties') })
  return (
    <Page title={t('title')}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <p className={styles.intro}>{t('intro')}</p>
        <p className={styles.buttons}>
          <LinkButton to="/needs/new" look="primary" big>
            {t('new')}
          </LinkButton>
        </p>
        {mine && <Needs title={t('mine')} needs={mine.mine} />}
        {mine && <Needs title={t('forMyLabs')} needs={mine.forMyLabs} />}
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={6} />}
        {data && <Needs title={t('open')} needs={data.items} />}
        {data?.total === 0 && (
          <EmptyState title={t('none')}>
            <p>{t('noneBody')}</p>
          </EmptyState>
        )}
      </div>
    </Page>
  )
}
