import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer, ApplicationReceipt, MyApplication } from '#schema/qualifiedList'
import { ApiProblem, api } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { Note } from '../ui/marks.tsx'
import { useGo } from '../url/navigate.ts'
import { AnswerField } from './AnswerField.tsx'
import { ApplyFiles } from './ApplyFiles.tsx'
import { mineQuery, ownPath, ownQuery } from './listApi.ts'
import styles from './qualifiedList.module.css'
import { RequirementDetail, useWords } from './RequirementWords.tsx'

const emptyAnswer = (requirement: string): Answer => ({
  requirement,
  number: null,
  yes: null,
  choice: null,
  note: null,
})

const isGiven = ({ number, yes, choice, note }: Answer) =>
  number !== null || yes !== null || choice !== null || note !== null

function useSaving(application: MyApplication) {
  const queries = useQueryClient()
  const { queryKey } = ownQuery(application.id)
  const path = ownPath(application.id)
  const key = useMemo(() => crypto.randomUUID(), [])
  const write = (answers: Answer[]) => {
    const version = queries.getQueryData<MyApplication>(queryKey)?.version ?? application.version
    return api<MyApplication>(path, { method: 'PUT', body: { version, answers: answers.filter(isGiven) } })
  }
  const keep = (saved: MyApplication) => {
    queries.setQueryData(queryKey, saved)
    void queries.invalidateQueries({ queryKey: mineQuery.queryKey })
  }
  const save = useMutation({ mutationFn: write, onSuccess: keep })
  const send = useMutation({
    mutationFn: async (answers: Answer[]) => {
      const saved = await write(answers)
      queries.setQueryData(queryKey, saved)
      await api<ApplicationReceipt>(`${path}/send`, {
        method: 'POST',
        body: { version: saved.version },
        headers: { 'idempotency-key': key },
      })
      return api<MyApplication>(path)
    },
    onSuccess: (sent) => {
      keep(sent)
      void queries.invalidateQueries({ queryKey: ['/api/lab-list'] })
    },
  })
  return { save, send }
}

/** What the server found missing, by the field it is about. */
function useFaults(error: Error | null, { requirements }: MyApplication) {
  const { t } = useTranslation('labList')
  const words = useWords()
  const entries = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
  return entries.flatMap(({ pointer, detail }) => {
    const [, kind = '', code = ''] = pointer.split('/')
    const requirement = requirements.find((one) => one.code === code)
    if (!requirement) return []
    const known = detail === 'answerMissing' || detail === 'documentMissing' ? detail : 'other'
    return [
      { field: `${kind}-${code}`, code, text: `${words.label(requirement)}: ${t(`apply.fault.${known}`)}` },
    ]
  })
}

function Discard({ application }: { application: MyApplication }) {
  const { t } = useTranslation('labList')
  const go = useGo()
  const queries = useQueryClient()
  const discard = useMutation({
    mutationFn: () => api<void>(ownPath(application.id), { method: 'DELETE' }),
    onSuccess: () => {
      queries.removeQueries({ queryKey: ownQuery(application.id).queryKey })
      void queries.invalidateQueries({ queryKey: mineQuery.queryKey })
      go('/labs/list')
    },
  })
  return (
    <>
      <Button look="quiet" isPending={discard.isPending} onPress={() => discard.mutate()}>
        {t('apply.discard')}
      </Button>
      <Failure error={discard.error} />
    </>
  )
}

/** The draft: an answer and documents to each requirement, saved as often as one likes, then sent. */
export function ApplicationForm({ application }: { application: MyApplication }) {
  const { t } = useTranslation('labList')
  const words = useWords()
  const [answers, setAnswers] = useState<Answer[]>(() =>
    application.requirements.map(
      ({ code }) => application.answers.find(({ requirement }) => requirement === code) ?? emptyAnswer(code),
    ),
  )
  const { save, send } = useSaving(application)
  const faults = useFaults(send.error, application)
  const change = (code: string, changes: Partial<Answer>) =>
    setAnswers((before) => before.map((one) => (one.requirement === code ? { ...one, ...changes } : one)))
  return (
    <Form onSubmit={() => send.mutate(answers)}>
      <ErrorSummary from={send.error} entries={faults} />
      {faults.length === 0 && <Failure error={send.error ?? save.error} />}
      <ul className={styles.requirements}>
        {application.requirements.map((requirement) => {
          const { code, type } = requirement
          const fault = faults.find((one) => one.code === code)?.text
          return (
            <li key={code} className={styles.requirement}>
              <h2>{words.label(requirement)}</h2>
              <RequirementDetail requirement={requirement} />
              <div className={styles.beside}>
                {type === 'document' ? (
                  <span />
                ) : (
                  <AnswerField
                    requirement={requirement}
                    answer={answers.find((one) => one.requirement === code) ?? emptyAnswer(code)}
                    error={fault}
                    onChange={(changes) => change(code, changes)}
                  />
                )}
                <ApplyFiles
                  application={application}
                  requirement={code}
                  name={words.label(requirement)}
                  editable
                  fault={type === 'document' ? fault : undefined}
                />
              </div>
            </li>
          )
        })}
      </ul>
      <p className={styles.small}>{t(application.mayBind ? 'apply.sendNote' : 'apply.notBind')}</p>
      <div className={styles.buttons}>
        {application.mayBind && (
          <Button type="submit" look="primary" isPending={send.isPending}>
            {t('apply.send')}
          </Button>
        )}
        <Button isPending={save.isPending} onPress={() => save.mutate(answers)}>
          {t('apply.save')}
        </Button>
        <Discard application={application} />
      </div>
      {save.isSuccess && (
        <div role="status">
          <Note tone="ok" icon="ok">
            {t('apply.saved')}
          </Note>
        </div>
      )}
    </Form>
  )
}
