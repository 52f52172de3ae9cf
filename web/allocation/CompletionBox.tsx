import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Completion, completionItems, type MyRequest } from '#schema/allocation'
import { useProblemText } from '../api/useProblemText.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import styles from './allocation.module.css'
import { FilesField } from './FilesField.tsx'
import { answerCompletion, requestQuery } from './requestsApi.ts'

/** What the office asks for, by when, and the way to send it. */
export function CompletionBox({ request, completion }: { request: MyRequest; completion: Completion }) {
  const { t } = useTranslation('requests')
  const format = useFormats()
  const language = useLanguage()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [answer, setAnswer] = useState('')
  const [short, setShort] = useState(false)
  const send = useMutation({
    mutationFn: () => answerCompletion(request.id, request.version, answer.trim()),
    onSuccess: (changed) => {
      queries.setQueryData(requestQuery(request.id).queryKey, changed)
      void queries.invalidateQueries({ queryKey: ['requests'], exact: true })
    },
  })
  const submit = () => {
    const missing = answer.trim().length < 2
    setShort(missing)
    if (!missing) send.mutate()
  }
  const error = short ? t('completion.answerShort') : send.error ? problemText(send.error) : undefined
  return (
    <section className={styles.completion}>
      <h2>{t('completion.title')}</h2>
      <p>
        <b>
          {completion.dueOn
            ? t('completion.due', { date: format.longDate(completion.dueOn) })
            : t('completion.notStarted', { count: completion.termDays })}
        </b>
      </p>
      {completion.pausedAt && (
        <p>
          {t('completion.paused', { date: format.date(completion.pausedAt) })}: {completion.pauseReason}
        </p>
      )}
      <p className={styles.text}>{completion.message}</p>
      <h3>{t('completion.items')}</h3>
      <ul>
        {completion.items.map((code) => {
          const item = completionItems.find((known) => known.code === code)
          return <li key={code}>{item ? `${item[language]} (${item.reference})` : code}</li>
        })}
      </ul>
      <FilesField requestId={request.id} first={completion.files} />
      <TextField
        id="completion-answer"
        label={t('completion.answer')}
        hint={t('completion.answerHint')}
        rows={4}
        value={answer}
        onChange={setAnswer}
        error={error}
      />
      <p>
        <Button look="primary" big isPending={send.isPending} onPress={submit}>
          {t('completion.send')}
        </Button>
      </p>
    </section>
  )
}
