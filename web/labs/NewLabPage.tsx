import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unknownLab } from '#rules/labs'
import type { KeptLab, LabContent } from '#schema/labs'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'
import layout from '../agreements/agreements.module.css'
import { api } from '../api/client.ts'
import formStyles from '../offers/deskOffer.module.css'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { useGo } from '../url/navigate.ts'
import { AboutFields } from './LabFields.tsx'
import { fieldOf, useLabFaults } from './labFaults.ts'

const codeForm = /^[A-Z0-9][A-Z0-9-]{1,39}$/

/** A code from a name: `Officina Città` is OFFICINA-CITTA. */
const codeFrom = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)

function useNewLab() {
  const go = useGo()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { code: string; content: LabContent; source: string }) =>
      api<KeptLab>('/api/desk/labs', { method: 'POST', body }),
    onSuccess: ({ code }) => {
      void queries.invalidateQueries({ queryKey: ['desk', 'labs'] })
      void queries.invalidateQueries({ queryKey: ['labs'] })
      go(`/labs/${code}/edit`)
    },
  })
}

function NewLabForm() {
  const { t } = useTranslation('labs')
  const [content, setContent] = useState(unknownLab)
  const [typedCode, setCode] = useState<string | null>(null)
  const [source, setSource] = useState('')
  const [isPlaceWrong, setPlaceWrong] = useState(false)
  const [missing, setMissing] = useState<{ field: string; text: string }[]>([])
  const create = useNewLab()
  const code = typedCode ?? codeFrom(content.name)
  const faults = useLabFaults(create.error).map(({ pointer, text }) => ({ field: fieldOf(pointer), text }))
  const entries = missing.length > 0 ? missing : faults
  const errorOf = (pointer: string) => entries.find(({ field }) => field === fieldOf(pointer))?.text
  const submit = () => {
    const found = [
      ...(content.name.trim().length < 2 ? [{ field: 'lab-name', text: t('fault.needed') }] : []),
      ...(isPlaceWrong ? [{ field: 'lab-point', text: t('fault.place') }] : []),
      ...(codeForm.test(code) ? [] : [{ field: 'lab-code', text: t('create.codeHint') }]),
      ...(source.trim().length < 3 ? [{ field: 'lab-source', text: t('create.sourceMissing') }] : []),
    ]
    setMissing(found)
    if (found.length === 0) create.mutate({ code, content, source })
  }
  return (
    <Form className={formStyles.form} onSubmit={submit}>
      <ErrorSummary from={missing.length > 0 ? missing : create.error} entries={entries} />
      {entries.length === 0 && <Failure error={create.error} />}
      <h2>{t('edit.about')}</h2>
      <AboutFields
        content={content}
        errorOf={errorOf}
        onChange={(changes) => setContent((before) => ({ ...before, ...changes }))}
        onWrongPlace={setPlaceWrong}
      />
      <TextField
        id="lab-code"
        label={t('create.code')}
        hint={t('create.codeHint')}
        value={code}
        maxLength={40}
        error={errorOf('/code')}
        onChange={(written) => setCode(written.toUpperCase())}
      />
      <TextField
        id="lab-source"
        label={t('desk.source')}
        hint={t('create.sourceHint')}
        value={source}
        maxLength={300}
        error={errorOf('/source')}
        onChange={setSource}
      />
      <Button type="submit" look="primary" isPending={create.isPending}>
        {t('create.submit')}
      </Button>
    </Form>
  )
}

/** A lab nobody has recorded: the office enters what it is and where, and writes the rest on its page. */
export function NewLabPage() {
  const { t } = useTranslation('labs')
  return (
    <PermittedOnly
      permission="keepLabs"
      title={t('create.title')}
      notYours={t('desk.notYours')}
      notYoursBody={t('desk.notYoursBody')}
    >
      <Page title={t('create.title')} wide>
        <div className={layout.desk}>
          <Crumbs
            trail={[
              { to: '/labs', label: t('title') },
              { to: '/desk/labs', label: t('desk.title') },
            ]}
            here={t('create.title')}
          />
          <div className={layout.head}>
            <h1>{t('create.title')}</h1>
          </div>
          <p>{t('create.intro')}</p>
          <section className={layout.section}>
            <NewLabForm />
          </section>
        </div>
      </Page>
    </PermittedOnly>
  )
}
