import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { opinionAnswers, type PointDetail, relationKinds } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import styles from './points.module.css'
import { answerOpinion, doToPoint, usePointDeed } from './pointsApi.ts'
import { usePointProblem } from './words.ts'

/** What the office says to itself beside a point. */
export function Comments({ point }: { point: PointDetail }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const problem = usePointProblem()
  const [text, setText] = useState('')
  const add = usePointDeed(point.id, (comment: string) => doToPoint(point.id, 'comments', { text: comment }))
  const submit = async () => {
    if (text.trim() === '') return
    await add.mutateAsync(text)
    setText('')
  }
  return (
    <section>
      <h2>{t('one.comments')}</h2>
      {point.comments.length === 0 && <p className={styles.hint}>{t('one.noComments')}</p>}
      <ol className={styles.plainList}>
        {point.comments.map((comment) => (
          <li key={comment.at}>
            <p className={styles.preserved}>{comment.text}</p>
            <p className={styles.hint}>{`${comment.by}, ${format.dateTime(comment.at)}`}</p>
          </li>
        ))}
      </ol>
      <Form className={styles.form} onSubmit={() => void submit()}>
        <TextField
          id="comment"
          label={t('one.comment')}
          hint={t('one.commentHint')}
          rows={2}
          maxLength={4000}
          value={text}
          onChange={setText}
        />
        {add.error && <p role="alert">{problem(add.error)}</p>}
        <Button type="submit" isPending={add.isPending}>
          {t('one.addComment')}
        </Button>
      </Form>
    </section>
  )
}

/** Points this one goes with. */
export function Relations({ point }: { point: PointDetail }) {
  const { t } = useTranslation('points')
  const problem = usePointProblem()
  const [other, setOther] = useState('')
  const [kind, setKind] = useState<string>('examinedTogether')
  const relate = usePointDeed(point.id, (relation: object) => doToPoint(point.id, 'relations', relation))
  const end = usePointDeed(point.id, (relation: object) => doToPoint(point.id, 'relations/end', relation))
  const fault = relate.error ?? end.error
  return (
    <section>
      <h2>{t('one.relations')}</h2>
      {point.relations.length === 0 && <p className={styles.hint}>{t('one.noRelations')}</p>}
      <ul className={styles.plainList}>
        {point.relations.map((relation) => (
          <li key={`${relation.id}-${relation.kind}`}>
            {t(`one.relation.${relation.kind}`)}{' '}
            <Link to={`/desk/points/${relation.id}`}>{relation.reference}</Link>{' '}
            <OutcomeTag outcome={relation.outcome} />
            <Button
              look="quiet"
              icon="close"
              aria-label={t('one.unrelate', { reference: relation.reference })}
              onPress={() => end.mutate({ other: relation.id, kind: relation.kind })}
            />
          </li>
        ))}
      </ul>
      <Disclosure title={t('one.relate')}>
        <Form className={styles.form} onSubmit={() => other.trim() !== '' && relate.mutate({ other, kind })}>
          <SelectField
            id="relation-kind"
            label={t('one.relationKind')}
            value={kind}
            onChange={setKind}
            options={relationKinds.map((value) => ({ value, label: t(`one.relation.${value}`) }))}
          />
          <TextField
            id="relation-other"
            label={t('one.relationOther')}
            hint={t('one.relationHint')}
            maxLength={80}
            value={other}
            onChange={setOther}
          />
          {fault && <p role="alert">{problem(fault)}</p>}
          <Button type="submit" isPending={relate.isPending}>
            {t('one.relate')}
          </Button>
        </Form>
      </Disclosure>
    </section>
  )
}

type Opinion = PointDetail['opinions'][number]

function AnswerForm({ point, opinion }: { point: PointDetail; opinion: Opinion }) {
  const { t } = useTranslation('points')
  const problem = usePointProblem()
  const [answer, setAnswer] = useState('favourable')
  const [text, setText] = useState('')
  const give = usePointDeed(point.id, (body: object) => answerOpinion(opinion.id, body))
  return (
    <Form className={styles.form} onSubmit={() => text.trim() !== '' && give.mutate({ answer, text })}>
      <SelectField
        id={`answer-${opinion.id}`}
        label={t('one.answerKind')}
        value={answer}
        onChange={setAnswer}
        options={opinionAnswers.map((value) => ({ value, label: t(`one.answer.${value}`) }))}
      />
      <TextField
        id={`answer-text-${opinion.id}`}
        label={t('one.answerText')}
        rows={3}
        maxLength={6000}
        value={text}
        onChange={setText}
      />
      {give.error && <p role="alert">{problem(give.error)}</p>}
      <Button type="submit" isPending={give.isPending}>
        {t('one.recordAnswer')}
      </Button>
    </Form>
  )
}

function AskForm({ point }: { point: PointDetail }) {
  const { t } = useTranslation('points')
  const problem = usePointProblem()
  const [office, setOffice] = useState('')
  const [question, setQuestion] = useState('')
  const [dueOn, setDueOn] = useState('')
  const ask = usePointDeed(point.id, (body: object) => doToPoint(point.id, 'opinions', body))
  const complete = [office, question, dueOn].every((text) => text.trim() !== '')
  return (
    <Form className={styles.form} onSubmit={() => complete && ask.mutate({ office, question, dueOn })}>
      <TextField
        id="opinion-office"
        label={t('one.office')}
        maxLength={200}
        value={office}
        onChange={setOffice}
      />
      <TextField
        id="opinion-question"
        label={t('one.question')}
        rows={3}
        maxLength={4000}
        value={question}
        onChange={setQuestion}
      />
      <TextField id="opinion-due" type="date" label={t('one.opinionDue')} value={dueOn} onChange={setDueOn} />
      {ask.error && <p role="alert">{problem(ask.error)}</p>}
      <Button type="submit" isPending={ask.isPending}>
        {t('one.ask')}
      </Button>
    </Form>
  )
}

/** What other offices are asked and answer, each with its day. */
export function Opinions({ point }: { point: PointDetail }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  return (
    <section>
      <h2>{t('one.opinions')}</h2>
      {point.opinions.length === 0 && <p className={styles.hint}>{t('one.noOpinions')}</p>}
      <ul className={styles.plainList}>
        {point.opinions.map((opinion) => (
          <li key={opinion.id}>
            <p className={styles.strong}>
              {opinion.office}{' '}
              <Tag
                tone={opinion.answer === null ? 'warn' : opinion.answer === 'favourable' ? 'ok' : 'danger'}
              >
                {opinion.answer === null ? t('one.waiting') : t(`one.answer.${opinion.answer}`)}
              </Tag>
            </p>
            <p className={styles.preserved}>{opinion.question}</p>
            <p className={styles.hint}>{t('one.dueBy', { date: format.date(opinion.dueOn) })}</p>
            {opinion.answerText && <p className={styles.preserved}>{opinion.answerText}</p>}
            {opinion.answer === null && (
              <Disclosure title={t('one.recordAnswer')}>
                <AnswerForm point={point} opinion={opinion} />
              </Disclosure>
            )}
          </li>
        ))}
      </ul>
      <Disclosure title={t('one.ask')}>
        <AskForm key={point.opinions.length} point={point} />
      </Disclosure>
    </section>
  )
}
