import { useTranslation } from 'react-i18next'
import type { DraftTarget } from '#schema/observations'
import type { Plan } from '#schema/plans'
import { useLanguage } from '../i18n/useLanguage.ts'
import { ArticleText } from '../plans/PlanDocuments.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import styles from './observations.module.css'

interface AimFieldsProps {
  id: string
  plan: Plan
  target: DraftTarget
  change: (changes: Partial<DraftTarget>) => void
  error: string | undefined
}

const numberOf = (value: string) => (value === '' ? null : Number(value))

function useDocuments({ plan, target }: Pick<AimFieldsProps, 'plan' | 'target'>) {
  const english = useLanguage() === 'en'
  const held = plan.documents.find(
    ({ articles, sheets }) =>
      articles.some(({ id }) => id === target.articleId) || sheets.some(({ id }) => id === target.sheetId),
  )
  return {
    document: plan.documents.find(({ id }) => id === target.documentId) ?? held,
    options: plan.documents.map(({ id, code, title, titleEn }) => ({
      value: String(id),
      label: `${code} – ${(english && titleEn) || title}`,
    })),
  }
}

function DocumentField({ id, plan, target, change }: Omit<AimFieldsProps, 'error'>) {
  const { t } = useTranslation('observations')
  const { document, options } = useDocuments({ plan, target })
  return (
    <SelectField
      id={`${id}-documentId`}
      label={t('points.document')}
      placeholder={t('points.choose')}
      value={document ? String(document.id) : ''}
      onChange={(value) => change({ documentId: numberOf(value), articleId: null, sheetId: null })}
      options={options}
    />
  )
}

/** An article of a document, with paragraph and letter, and its words to read before writing. */
export function ArticleFields({ id, plan, target, change, error }: AimFieldsProps) {
  const { t } = useTranslation(['observations', 'plans'])
  const { document } = useDocuments({ plan, target })
  return (
    <>
      <DocumentField id={id} plan={plan} target={target} change={change} />
      {document && document.articles.length === 0 && <p>{t('observations:points.noArticles')}</p>}
      <div className={styles.pair}>
        <SelectField
          id={`${id}-articleId`}
          label={t('observations:points.article')}
          error={error}
          placeholder={t('observations:points.choose')}
          value={target.articleId ? String(target.articleId) : ''}
          onChange={(value) => change({ articleId: numberOf(value) })}
          options={(document?.articles ?? []).map((article) => ({
            value: String(article.id),
            label: [t('plans:documents.article', { number: article.number }), article.title]
              .filter(Boolean)
              .join(' – '),
          }))}
        />
        <TextField
          id={`${id}-paragraph`}
          short
          optional
          label={t('observations:points.paragraph')}
          maxLength={20}
          value={target.paragraph ?? ''}
          onChange={(paragraph) => change({ paragraph: paragraph || null })}
        />
        <TextField
          id={`${id}-letter`}
          short
          optional
          label={t('observations:points.letter')}
          maxLength={20}
          value={target.letter ?? ''}
          onChange={(letter) => change({ letter: letter || null })}
        />
      </div>
      {target.articleId && (
        <Disclosure level={4} onlyWhenOpen title={t('observations:points.articleText')}>
          <ArticleText plan={plan.code} articleId={target.articleId} />
        </Disclosure>
      )}
    </>
  )
}

/** A sheet of a document. */
export function SheetFields({ id, plan, target, change, error }: AimFieldsProps) {
  const { t } = useTranslation('observations')
  const { document } = useDocuments({ plan, target })
  return (
    <>
      <DocumentField id={id} plan={plan} target={target} change={change} />
      <SelectField
        id={`${id}-sheetId`}
        label={t('points.sheet')}
        error={error}
        placeholder={t('points.choose')}
        value={target.sheetId ? String(target.sheetId) : ''}
        onChange={(value) => change({ sheetId: numberOf(value) })}
        options={(document?.sheets ?? []).map(({ id: sheetId, code, title }) => ({
          value: String(sheetId),
          label: `${code} – ${title}`,
        }))}
      />
    </>
  )
}
