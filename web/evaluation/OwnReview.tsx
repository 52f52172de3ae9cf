import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnResult } from '#schema/evaluation'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import styles from './evaluation.module.css'
import { ownResultQuery } from './resultsQuery.ts'

interface OwnReviewProps {
  result: OwnResult
  requestId: string
}

function AskForm({ result, requestId }: OwnReviewProps) {
  const { t } = useTranslation('results')
  const format = useFormats()
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [isShort, setShort] = useState(false)
  const asking = useMutation({
    mutationFn: () => api<OwnResult>(`/api/requests/${requestId}/review`, { method: 'POST', body: { text } }),
    onSuccess: (answer) => queries.setQueryData(ownResultQuery(requestId).queryKey, answer),
  })
  const submit = () => {
    setShort(text.trim().length < 10)
    if (text.trim().length >= 10) asking.mutate()
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <p>{t('own.reviewHow', { date: format.dateTime(result.ranking?.reviewUntil ?? '') })}</p>
      <Failure error={asking.error} />
      <TextField
        id="review-text"
        rows={4}
        maxLength={4000}
        label={t('own.reviewText')}
        error={isShort ? t('own.reviewShort') : undefined}
        value={text}
        onChange={setText}
      />
      <Button type="submit" isPending={asking.isPending}>
        {t('own.reviewAsk')}
      </Button>
    </Form>
  )
}

/** Asking for a review of the provisional ranking, and what was answered. */
export function OwnReview(props: OwnReviewProps) {
  const { t } = useTranslation(['results', 'evaluationDesk'])
  const format = useFormats()
  const { review, mayAsk, ranking } = props.result
  const canAsk = mayAsk && ranking?.reviewUntil
  if (!review && !canAsk) return null
  return (
    <>
      <h3>{t('results:own.review')}</h3>
      {canAsk && <AskForm {...props} />}
      {review && (
        <div role="status">
          <p>{t('results:own.reviewAsked', { date: format.dateTime(review.receivedAt) })}</p>
          <p className={styles.words}>{review.text}</p>
          {review.answeredAt && review.outcome ? (
            <>
              <p>
                <b>
                  {t('results:own.reviewAnswered', {
                    date: format.dateTime(review.answeredAt),
                    outcome: t(`evaluationDesk:reviews.outcomes.${review.outcome}`),
                  })}
                </b>
              </p>
              <p className={styles.words}>{review.answer}</p>
            </>
          ) : (
            <p>{t('results:own.reviewWaiting')}</p>
          )}
        </div>
      )}
    </>
  )
}
