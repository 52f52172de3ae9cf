import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskEdition, EditionContent } from '#schema/qualifiedList'
import layout from '../agreements/agreements.module.css'
import { ApiProblem, api } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { editionPath, queueQuery } from './listApi.ts'
import styles from './qualifiedList.module.css'
import { RequirementFields } from './RequirementFields.tsx'

interface EditionFormProps {
  /** null: a new one. */
  edition: DeskEdition | null
  content: EditionContent
  onSaved: (saved: DeskEdition) => void
}

function useSave(edition: DeskEdition | null, onSaved: EditionFormProps['onSaved']) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ code, content }: { code: string; content: EditionContent }) =>
      edition
        ? api<DeskEdition>(editionPath(edition.code), {
            method: 'PUT',
            body: { version: edition.version, content },
          })
        : api<DeskEdition>('/api/desk/lab-list/editions', { method: 'POST', body: { code, content } }),
    onSuccess: (saved) => {
      void queries.invalidateQueries({ queryKey: queueQuery.queryKey, exact: true })
      onSaved(saved)
    },
  })
}

/** What the server found wrong, each at its field. */
function useFaults(error: Error | null): SummaryEntry[] {
  const { t } = useTranslation('labList')
  const known = ['codeRepeated', 'optionsMissing', 'noneAccepted', 'closesBeforeOpening'] as const
  const entries = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
  return entries
    .filter(({ pointer }) => pointer.startsWith('/content/'))
    .map(({ pointer, detail }) => {
      const code = known.find((one) => one === detail) ?? 'other'
      const field = `edition${pointer.slice('/content'.length).replaceAll('/', '-')}`
      return { field, text: `${pointer.slice('/content/'.length)}: ${t(`edition.fault.${code}`)}` }
    })
}

/** Writes an edition down, with its requirements, and saves it. */
export function EditionForm({ edition, content: first, onSaved }: EditionFormProps) {
  const { t } = useTranslation('labList')
  const [code, setCode] = useState(edition?.code ?? '')
  const [content, setContent] = useState(first)
  const save = useSave(edition, onSaved)
  const faults = useFaults(save.error)
  const change = (changes: Partial<EditionContent>) => setContent((before) => ({ ...before, ...changes }))
  const errorOf = (field: string) => faults.find((fault) => fault.field === field)?.text
  const text = (name: 'title' | 'titleEn' | 'act' | 'source', optional = false) => ({
    id: `edition-${name}`,
    label: t(`edition.${name}`),
    optional,
    value: content[name] ?? '',
    error: errorOf(`edition-${name}`),
    onChange: (value: string) => change({ [name]: optional ? value || null : value }),
  })
  const day = (name: 'actDate' | 'opensOn' | 'closesOn', optional = false) => ({
    id: `edition-${name}`,
    label: t(`edition.${name}`),
    type: 'date' as const,
    optional,
    value: content[name] ?? '',
    error: errorOf(`edition-${name}`),
    onChange: (value: string) => change({ [name]: optional ? value || null : value }),
  })
  const days = (name: 'validityYears' | 'takeDays' | 'examineDays' | 'answerDays', maximum = 365) => ({
    id: `edition-${name}`,
    label: t(`edition.${name}`),
    whole: true,
    maximum,
    value: content[name],
    onChange: (value: number | undefined) => change({ [name]: value ?? 1 }),
  })
  return (
    <Form onSubmit={() => save.mutate({ code, content })}>
      <ErrorSummary from={save.error} entries={faults} />
      {faults.length === 0 && <Failure error={save.error} />}
      <section className={layout.section}>
        <div className={styles.form}>
          {!edition && (
            <TextField
              id="edition-code"
              label={t('edition.code')}
              hint={t('edition.codeHint')}
              value={code}
              onChange={(value) => setCode(value.toUpperCase())}
            />
          )}
          <TextField {...text('title')} />
          <TextField {...text('titleEn', true)} />
          <div className={styles.row}>
            <TextField {...text('act')} />
            <TextField {...day('actDate')} />
          </div>
          <div className={styles.row}>
            <TextField {...day('opensOn')} />
            <TextField {...day('closesOn', true)} hint={t('edition.closesHint')} />
            <NumberField {...days('validityYears', 20)} />
          </div>
          <div className={styles.row}>
            <NumberField {...days('takeDays')} />
            <NumberField {...days('examineDays')} />
            <NumberField {...days('answerDays')} />
          </div>
          <TextField {...text('source')} />
        </div>
      </section>
      <section className={layout.section}>
        <h2>{t('requirements', { count: content.requirements.length })}</h2>
        <div className={styles.form}>
          <RequirementFields
            requirements={content.requirements}
            errorOf={errorOf}
            onChange={(requirements) => change({ requirements })}
          />
        </div>
      </section>
      <div className={layout.buttons}>
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('edition.save')}
        </Button>
        {save.isSuccess && <span role="status">{t('edition.saved')}</span>}
      </div>
    </Form>
  )
}
