import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Ask, MyApplication } from '#schema/qualifiedList'
import { FieldForm } from '../agreements/FieldForm.tsx'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Note } from '../ui/marks.tsx'
import { mineQuery, ownPath, ownQuery } from './listApi.ts'
import styles from './qualifiedList.module.css'
import { useWords } from './RequirementWords.tsx'

function AnswerForm({ application }: { application: MyApplication }) {
  const { t } = useTranslation('labList')
  const queries = useQueryClient()
  const answer = useMutation({
    mutationFn: (written: Record<string, unknown>) =>
      api<MyApplication>(`${ownPath(application.id)}/answer`, {
        method: 'POST',
        body: { version: application.version, ...written },
      }),
    onSuccess: (after) => {
      queries.setQueryData(ownQuery(application.id).queryKey, after)
      void queries.invalidateQueries({ queryKey: mineQuery.queryKey })
    },
  })
  return (
    <FieldForm
      fields={[
        { name: 'text', label: t('apply.yourAnswer'), kind: 'area', least: 3, hint: t('apply.answerDays') },
      ]}
      submitLabel={t('apply.sendAnswer')}
      busy={answer.isPending}
      error={answer.error}
      onSubmit={(written) => answer.mutate(written)}
    />
  )
}

/** Something the office wrote, and what was answered. */
export function Letter({ ask, application }: { ask: Ask; application: Pick<MyApplication, 'requirements'> }) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  const words = useWords()
  const named = application.requirements.filter(({ code }) => ask.requirements.includes(code))
  return (
    <>
      <h2>{t(`apply.letter.${ask.kind}`)}</h2>
      <p className={styles.small}>{format.dateTime(ask.askedAt)}</p>
      <p className={styles.quote}>{ask.message}</p>
      {named.length > 0 && (
        <ul>
          {named.map((requirement) => (
            <li key={requirement.code}>{words.label(requirement)}</li>
          ))}
        </ul>
      )}
      {ask.answeredAt && (
        <>
          <p className={styles.small}>{t('apply.answered', { date: format.date(ask.answeredAt) })}</p>
          <p className={styles.quote}>{ask.answer}</p>
        </>
      )}
    </>
  )
}

/** What the office asked for or objects, with the one answer to it. */
export function Letters({ application }: { application: MyApplication }) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  return application.asks.map((ask) => (
    <section key={ask.id}>
      <Letter ask={ask} application={application} />
      {ask.isOpen && (
        <>
          <Note tone="warn" icon="clock">
            {t('apply.answerBy', { date: format.date(ask.dueOn) })}
          </Note>
          {application.mayBind ? (
            <AnswerForm application={application} />
          ) : (
            <p className={styles.small}>{t('apply.notBind')}</p>
          )}
        </>
      )}
    </section>
  ))
}
