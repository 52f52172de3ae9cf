import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewOutage, CallOutages as Outages } from '#schema/bids'
import { ApiProblem } from '../api/client.ts'
import { PrintedTimeField } from '../callDesk/PrintedTimeField.tsx'
import { useFormats } from '../i18n/format.ts'
import { it } from '../i18n/resources.ts'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './bids.module.css'
import { addOutage, outagesQuery } from './bidsApi.ts'

type Fault = keyof typeof it.bids.outages.fault
const isFault = (code: string): code is Fault => code in it.bids.outages.fault

const nothing = { beganAt: null as string | null, endedAt: null as string | null, note: '' }

function useAdd(code: string, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: NewOutage) => addOutage(code, body),
    onSuccess: (outages) => {
      queries.setQueryData(outagesQuery(code).queryKey, outages)
      onDone()
    },
  })
}

/** Noting an outage that the service could not see. */
function NewOutageForm({ code, onDone }: { code: string; onDone: () => void }) {
  const { t } = useTranslation('bids')
  const [typed, setTyped] = useState(nothing)
  const [tried, setTried] = useState(false)
  const add = useAdd(code, onDone)
  const refused = add.error instanceof ApiProblem ? (add.error.problem?.errors ?? []) : []
  const faultOf = (name: 'beganAt' | 'endedAt') => {
    const detail = refused.find(({ pointer }) => pointer === `/${name}`)?.detail ?? ''
    if (tried && typed[name] === null) return t('outages.fault.missing')
    return isFault(detail) ? t(`outages.fault.${detail}`) : undefined
  }
  const hasNote = typed.note.trim().length >= 3
  const submit = () => {
    setTried(true)
    const { beganAt, endedAt, note } = typed
    if (beganAt && endedAt && hasNote) add.mutate({ beganAt, endedAt, note: note.trim() })
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <p>{t('outages.addNote')}</p>
      {(['beganAt', 'endedAt'] as const).map((name) => (
        <PrintedTimeField
          key={name}
          id={`outage-${name}`}
          label={t(name === 'beganAt' ? 'outages.began' : 'outages.ended')}
          value={typed[name]}
          onChange={(value) => setTyped((before) => ({ ...before, [name]: value }))}
          error={faultOf(name)}
        />
      ))}
      <TextField
        id="outage-note"
        label={t('outages.note')}
        value={typed.note}
        onChange={(note) => setTyped((before) => ({ ...before, note }))}
        error={tried && !hasNote ? t('outages.fault.note') : undefined}
        maxLength={500}
      />
      {refused.length === 0 && <Failure error={add.error} />}
      <p>
        <Button type="submit" isPending={add.isPending}>
          {t('outages.keep')}
        </Button>
      </p>
    </Form>
  )
}

function Lost({ outages }: { outages: Outages }) {
  const { t } = useTranslation('bids')
  const format = useFormats()
  const { proposedUntil } = outages
  if (outages.lostMinutes === 0) return <p>{t('outages.none')}</p>
  return (
    <Note tone="warn" icon="warn">
      <p>{t('outages.lost', { count: outages.lostMinutes })}</p>
      <ul>
        {outages.outages.map(({ id, beganAt, endedAt, source, note, recordedBy }) => (
          <li key={id}>
            {t('outages.span', { from: format.dateTime(beganAt), to: format.dateTime(endedAt) })},{' '}
            {t(`outages.source.${source}`, { name: recordedBy ?? '' })}
            {note && `: ${note}`}
          </li>
        ))}
      </ul>
      {proposedUntil && (
        <p>
          {t('outages.propose', {
            date: `${format.date(proposedUntil.slice(0, 10))}, ${proposedUntil.slice(11)}`,
          })}
        </p>
      )}
    </Note>
  )
}

/** Outages in the last day before the deadline of a call, and the deadline that would make up for them. */
export function CallOutages({ code }: { code: string }) {
  const { t } = useTranslation('bids')
  const { data, error, refetch } = useQuery({ ...outagesQuery(code), refetchOnWindowFocus: false })
  const [added, setAdded] = useState(0)
  return (
    <section className={styles.section}>
      <h2>{t('outages.title')}</h2>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <div role="status">{data && <Lost outages={data} />}</div>
      <Disclosure key={added} title={t('outages.add')}>
        <NewOutageForm code={code} onDone={() => setAdded(added + 1)} />
      </Disclosure>
    </section>
  )
}
