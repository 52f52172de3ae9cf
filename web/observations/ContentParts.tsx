import { useTranslation } from 'react-i18next'
import type { DraftTarget, SubmissionContent } from '#schema/observations'
import type { Plan } from '#schema/plans'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { Tag } from '../ui/marks.tsx'
import styles from './observations.module.css'
import { usePlaceWords } from './PlaceFields.tsx'

/** What a point is about, in words. */
function useAimWords(plan: Plan | undefined) {
  const { t } = useTranslation(['observations', 'plans'])
  const placeWords = usePlaceWords()
  return ({ kind, geometry, parcels = [], articleId, sheetId, paragraph, letter }: DraftTarget): string => {
    const documents = plan?.documents ?? []
    if (kind === 'article') {
      const document = documents.find(({ articles }) => articles.some(({ id }) => id === articleId))
      const article = document?.articles.find(({ id }) => id === articleId)
      const parts = [
        document?.code,
        article && t('plans:documents.article', { number: article.number }),
        paragraph && `${t('observations:points.paragraph')} ${paragraph}`,
        letter && `${t('observations:points.letter')} ${letter}`,
      ]
      return parts.filter(Boolean).join(', ')
    }
    if (kind === 'sheet') {
      const sheet = documents.flatMap(({ sheets }) => sheets).find(({ id }) => id === sheetId)
      return sheet ? `${sheet.code} – ${sheet.title}` : ''
    }
    if (kind === 'plan') return t('observations:points.kinds.plan')
    const cadastral = parcels.map(
      (each) =>
        `${t('observations:place.sheet')} ${each.sheet}, ${t('observations:place.parcel')} ${each.parcels}`,
    )
    return [geometry ? placeWords(geometry) : '', ...cadastral].filter(Boolean).join(' ')
  }
}

/** The points of an observation with what each is about. */
export function PointList({ content, plan }: { content: SubmissionContent; plan: Plan | undefined }) {
  const { t } = useTranslation('observations')
  const aimWords = useAimWords(plan)
  return (
    <ol className={styles.preview}>
      {content.targets.map((target, index) => (
        <li key={index}>
          <strong>
            {t('points.one', { number: index + 1 })}: {t(`points.kinds.${target.kind}`)}
          </strong>{' '}
          {content.kind === 'opinion' && target.prescription && <Tag>{t('opinion.mark')}</Tag>}
          {target.kind !== 'plan' && <p>{aimWords(target)}</p>}
          <p className={styles.words}>{target.text}</p>
        </li>
      ))}
    </ol>
  )
}

/** Who writes, for themselves to read again. */
export function WhoList({ content }: { content: SubmissionContent }) {
  const { t } = useTranslation('observations')
  const { kind, opinionOutcome, submitter, submitterKind } = content
  const names = ['name', 'onBehalfOf', 'fiscalCode', 'email', 'pec', 'phone', 'address'] as const
  return (
    <DefinitionList
      entries={[
        ...(kind === 'opinion'
          ? [{ term: t('opinion.label'), value: opinionOutcome ? t(`opinion.${opinionOutcome}`) : null }]
          : []),
        { term: t('who.kind'), value: t(`who.kinds.${submitterKind}`) },
        ...names
          .filter((name) => submitter[name])
          .map((name) => ({ term: t(`who.${name}`), value: submitter[name] ?? null })),
      ]}
    />
  )
}
