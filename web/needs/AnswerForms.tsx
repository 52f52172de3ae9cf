import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MyNeed } from '#schema/needs'
import { api } from '../api/client.ts'
import styles from '../qualifiedList/qualifiedList.module.css'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { RadioGroup, TextField } from '../ui/fields.tsx'
import { Note } from '../ui/marks.tsx'
import { myNeedQuery, needPath } from './needsApi.ts'

function AnswerForm({ need, lab }: { need: MyNeed; lab: string }) {
  const { t } = useTranslation('needs')
  const queries = useQueryClient()
  const ranked = need.labs.find((one) => one.lab === lab)
  const [can, setCan] = useState(ranked?.said ? String(ranked.said.can) : '')
  const [note, setNote] = useState(ranked?.said?.note ?? '')
  const answer = useMutation({
    mutationFn: () =>
      api<MyNeed>(`${needPath(need.code)}/answers`, {
        method: 'POST',
        body: { lab, can: can === 'true', note: note.trim() || null },
      }),
    onSuccess: (after) => queries.setQueryData(myNeedQuery(need.code).queryKey, after),
  })
  return (
    <Form className={styles.form} onSubmit={() => can && answer.mutate()}>
      <RadioGroup
        id={`can-${lab}`}
        label={t('answerOf', { lab: ranked?.name ?? lab })}
        inRow
        value={can}
        options={[
          { value: 'true', label: t('can') },
          { value: 'false', label: t('cannot') },
        ]}
        onChange={setCan}
      />
      <TextField id={`note-${lab}`} label={t('note')} optional rows={2} value={note} onChange={setNote} />
      <p>
        <Button type="submit" look="primary" isDisabled={!can} isPending={answer.isPending}>
          {t('sendAnswer')}
        </Button>
      </p>
      <Failure error={answer.error} />
      {answer.isSuccess && (
        <div role="status">
          <Note tone="ok" icon="ok">
            {t('answered')}
          </Note>
        </div>
      )}
    </Form>
  )
}

/** For the labs one keeps that the need is for: whether they can do it. */
export function AnswerForms({ need }: { need: MyNeed }) {
  const { t } = useTranslation('needs')
  if (need.keptLabs.length === 0 || !need.isOpen) return null
  return (
    <section>
      <h2>{t('answer')}</h2>
      {need.keptLabs.map((lab) => (
        <AnswerForm key={lab} need={need} lab={lab} />
      ))}
    </section>
  )
}
