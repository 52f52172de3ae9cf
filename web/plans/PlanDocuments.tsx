import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Plan, PublicDocument } from '#schema/plans'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './plans.module.css'
import { articleQuery } from './plansApi.ts'

/** The words of an article, read when it is opened. */
export function ArticleText({ plan, articleId }: { plan: string; articleId: number }) {
  const { t } = useTranslation('plans')
  const { data, error } = useQuery(articleQuery(plan, articleId))
  if (error) return <Failure error={error} />
  if (!data) return <Skeleton lines={3} />
  return (
    <p className={styles.articleText} lang="it">
      {data.text ?? t('documents.noText')}
    </p>
  )
}

function Articles({ plan, document }: { plan: string; document: PublicDocument }) {
  const { t } = useTranslation('plans')
  return (
    <>
      {document.articles.map(({ id, number, title }) => (
        <Disclosure
          key={id}
          level={4}
          onlyWhenOpen
          title={[t('documents.article', { number }), title].filter(Boolean).join(' – ')}
        >
          <ArticleText plan={plan} articleId={id} />
        </Disclosure>
      ))}
      <ul className={styles.articles}>
        {document.sheets.map(({ id, code, title }) => (
          <li key={id}>
            {code} – {title}
          </li>
        ))}
      </ul>
    </>
  )
}

/** The documents of a plan with their articles and sheets: what one can aim at. */
export function PlanDocuments({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans')
  const english = useLanguage() === 'en'
  return (
    <section>
      <h2>{t('documents.title')}</h2>
      {plan.documents.length === 0 && <p>{t('documents.none')}</p>}
      {plan.documents.map((document) => (
        <Disclosure
          key={document.id}
          title={[
            `${document.code} – ${(english && document.titleEn) || document.title}`,
            t('documents.articles', { count: document.articles.length }),
            t('documents.sheets', { count: document.sheets.length }),
          ].join(', ')}
        >
          <p>{t('documents.version', { version: document.versionName })}</p>
          <Articles plan={plan.code} document={document} />
        </Disclosure>
      ))}
    </section>
  )
}
