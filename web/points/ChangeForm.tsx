import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewPlanChange, PointDetail, Setup } from '#schema/points'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { RadioGroup, SelectField, TextField } from '../ui/fields.tsx'
import styles from './points.module.css'
import { addChange, useDeed } from './pointsApi.ts'
import { usePointProblem } from './words.ts'

interface ChangeFormProps {
  setup: Setup
  point: PointDetail
}

type Shape = Extract<NewPlanChange, { kind: 'area' }>['after']

/** A geometry written as GeoJSON, alone or as a feature; null where it is none. */
function shapeOf(text: string): Shape | null {
  try {
    const value = JSON.parse(text)
    const { type, coordinates } = value.type === 'Feature' ? value.geometry : value
    return Array.isArray(coordinates) ? { type, coordinates } : null
  } catch {
    return null
  }
}

/** What an accepted point changes: the words of an article, or an area. */
export function ChangeForm({ setup, point }: ChangeFormProps) {
  const { t } = useTranslation('points')
  const problem = usePointProblem()
  const [kind, setKind] = useState<string>(point.target === 'place' ? 'area' : 'article')
  const [title, setTitle] = useState(point.synthesis ?? '')
  const [articleId, setArticleId] = useState(point.articleId === null ? '' : String(point.articleId))
  const [beforeText, setBeforeText] = useState(point.article?.text ?? '')
  const [afterText, setAfterText] = useState(point.article?.text ?? '')
  const [before, setBefore] = useState('')
  const [after, setAfter] = useState(point.geometry ? JSON.stringify(point.geometry) : '')
  const [wrong, setWrong] = useState({ before: false, after: false })
  const add = useDeed(addChange)
  const submit = () => {
    const common = { plan: setup.plan.code, title, points: [point.id] }
    if (title.trim() === '') return document.getElementById('change-title')?.focus()
    if (kind === 'article')
      return add.mutate({
        kind: 'article',
        ...common,
        articleId: Number(articleId),
        ...(point.paragraph && { paragraph: point.paragraph }),
        beforeText,
        afterText,
      })
    const [was, is] = [before.trim() ? shapeOf(before) : undefined, shapeOf(after)]
    setWrong({ before: was === null, after: is === null })
    if (is && was !== null) add.mutate({ kind: 'area', ...common, ...(was && { before: was }), after: is })
  }
  return (
    <Form className={`${styles.card} ${styles.form}`} onSubmit={submit}>
      <h2>{point.reference}</h2>
      <RadioGroup
        id="change-kind"
        label={t('one.target')}
        value={kind}
        onChange={setKind}
        inRow
        options={[
          { value: 'article', label: t('changes.new') },
          { value: 'area', label: t('changes.newArea') },
        ]}
      />
      <TextField
        id="change-title"
        label={t('changes.titleField')}
        maxLength={200}
        value={title}
        onChange={setTitle}
      />
      {kind === 'article' ? (
        <>
          <SelectField
            id="change-article"
            label={t('one.article')}
            placeholder={t('none')}
            value={articleId}
            onChange={setArticleId}
            options={setup.documents.flatMap(({ code, articles }) =>
              articles.map(({ id, number }) => ({ value: String(id), label: `${code} art. ${number}` })),
            )}
          />
          <TextField
            id="change-before"
            label={t('changes.beforeText')}
            rows={5}
            maxLength={20_000}
            value={beforeText}
            onChange={setBeforeText}
          />
          <TextField
            id="change-after"
            label={t('changes.afterText')}
            rows={5}
            maxLength={20_000}
            value={afterText}
            onChange={setAfterText}
          />
        </>
      ) : (
        <>
          <TextField
            id="change-geometry-before"
            label={t('changes.geometryBefore')}
            rows={3}
            maxLength={500_000}
            optional
            error={wrong.before ? t('changes.geometryWrong') : undefined}
            value={before}
            onChange={setBefore}
          />
          <TextField
            id="change-geometry-after"
            label={t('changes.geometryAfter')}
            rows={3}
            maxLength={500_000}
            error={wrong.after ? t('changes.geometryWrong') : undefined}
            value={after}
            onChange={setAfter}
          />
        </>
      )}
      {add.error && <p role="alert">{problem(add.error)}</p>}
      <p role="status">{add.isSuccess && t('changes.added')}</p>
      <Button
        type="submit"
        look="primary"
        isPending={add.isPending}
        isDisabled={kind === 'article' && articleId === ''}
      >
        {t('changes.add')}
      </Button>
    </Form>
  )
}
