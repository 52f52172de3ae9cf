import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskCall } from '#schema/calls'
import { api } from '../api/client.ts'
import { OfficeOnly } from '../desk/OfficeOnly.tsx'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { Failure } from '../ui/Failure.tsx'
import { TextField } from '../ui/fields.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './callDesk.module.css'
import { deskCallKey } from './draft.ts'

const codePattern = /^[A-Z0-9][A-Z0-9-]{2,39}$/

function useCreate() {
  const queries = useQueryClient()
  const go = useGo()
  return useMutation({
    mutationFn: (body: { code: string; title: string }) =>
      api<DeskCall>('/api/desk/calls', { method: 'POST', body }),
    onSuccess: (call) => {
      queries.setQueryData(deskCallKey(call.code), call)
      void queries.invalidateQueries({ queryKey: ['desk', 'calls'], exact: true })
      go(`/desk/calls/${call.code}`)
    },
  })
}

function NewCallForm() {
  const { t } = useTranslation('callDesk')
  const create = useCreate()
  const [title, setTitle] = useState('')
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const isTitled = title.trim().length >= 3
  const submit = () => {
    setTried(true)
    if (isTitled && codePattern.test(code)) create.mutate({ code, title: title.trim() })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Failure error={create.error} />
      <TextField
        id="title"
        required
        label={t('field.title')}
        error={tried && !isTitled ? t('fault.missing') : undefined}
        value={title}
        onChange={setTitle}
      />
      <TextField
        id="code"
        required
        label={t('field.code')}
        hint={t('field.codeHint')}
        error={tried && !codePattern.test(code) ? t('field.codeHint') : undefined}
        value={code}
        onChange={(written) => setCode(written.toUpperCase().replaceAll(' ', '-'))}
      />
      <Button type="submit" look="primary" isPending={create.isPending}>
        {t('begin')}
      </Button>
    </form>
  )
}

/** Begins a call: its title and the code that stands in its address. */
export function NewCallPage() {
  const { t } = useTranslation('callDesk')
  return (
    <OfficeOnly>
      <Page title={t('new')} wide>
        <div className={styles.page}>
          <Crumbs trail={[{ to: '/desk/calls', label: t('title') }]} here={t('new')} />
          <div className={styles.head}>
            <h1>{t('new')}</h1>
          </div>
          <NewCallForm />
        </div>
      </Page>
    </OfficeOnly>
  )
}
