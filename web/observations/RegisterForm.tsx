import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { instantOf } from '#rules/calls'
import { romeWall } from '#rules/city'
import { textToRegister } from '#rules/observations'
import {
  type InboxItem,
  type InboxItemWhole,
  type InboxRegistration,
  inboxChannels,
  opinionOutcomes,
  registeredTextLimit,
  type SubmissionReceipt,
  submitterKinds,
} from '#schema/observations'
import { submissionKinds } from '#schema/plans'
import styles from '../callDesk/callDesk.module.css'
import { PrintedTimeField } from '../callDesk/PrintedTimeField.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { faultsIn, useFaultWords } from './faultWords.ts'
import { inboxItemQuery, registerItem } from './inboxApi.ts'

interface RegisterFormProps {
  item: InboxItemWhole
  onDone: (receipt: SubmissionReceipt) => void
}

type Written = Omit<InboxRegistration, 'receivedAt'> & { receivedAt: string | null }

/** What could be read of an item, to begin with. */
const begun = ({ channel, sender, text, parts, receivedAt }: InboxItemWhole): Written => ({
  kind: 'observation',
  channel,
  submitterKind: 'citizen',
  submitter: { name: sender?.includes('@') ? '' : sender, ...addressOf(channel, sender) },
  receivedAt: receivedAt && romeWall(new Date(receivedAt)),
  text: textToRegister({ text, parts }),
})

const addressOf = (channel: InboxItem['channel'], sender: string | null) => {
  if (!sender?.includes('@')) return {}
  return channel === 'pec' ? { pec: sender } : { email: sender }
}

/** The exact instant where the minute was not touched; else the printed one. */
function instantFor(item: InboxItem, printed: string): string {
  const known = item.receivedAt && romeWall(new Date(item.receivedAt)) === printed
  return known && item.receivedAt ? item.receivedAt : instantOf(printed).toISOString()
}

function useRegister({ item, onDone }: RegisterFormProps) {
  return useMutation({
    mutationFn: ({ receivedAt, ...rest }: Written) =>
      registerItem(item.id, { ...rest, receivedAt: instantFor(item, receivedAt ?? '') }),
    onSuccess: onDone,
  })
}

interface FieldsProps {
  written: Written
  change: (changes: Partial<Written>) => void
}

/** What it is, who wrote and how it came in. */
function KindFields({ written, change, error }: FieldsProps & { error: string | undefined }) {
  const { t } = useTranslation(['inbox', 'observations', 'plans', 'ui'])
  return (
    <div className={styles.row}>
      <SelectField
        id="kind"
        label={t('inbox:kindLabel')}
        value={written.kind}
        onChange={(kind) => change({ kind: submissionKinds.find((one) => one === kind) ?? 'observation' })}
        options={submissionKinds.map((value) => ({ value, label: t(`plans:window.${value}`) }))}
      />
      <SelectField
        id="submitterKind"
        label={t('inbox:submitterLabel')}
        value={written.submitterKind}
        onChange={(kind) =>
          change({ submitterKind: submitterKinds.find((one) => one === kind) ?? 'citizen' })
        }
        options={submitterKinds.map((value) => ({ value, label: t(`observations:who.kinds.${value}`) }))}
      />
      <SelectField
        id="channel"
        label={t('inbox:channelLabel')}
        value={written.channel}
        onChange={(channel) => change({ channel: inboxChannels.find((one) => one === channel) ?? 'paper' })}
        options={inboxChannels.map((value) => ({ value, label: t(`inbox:channel.${value}`) }))}
      />
      {written.kind === 'opinion' && (
        <SelectField
          id="opinionOutcome"
          label={t('observations:opinion.label')}
          placeholder={t('ui:choose')}
          error={error}
          value={written.opinionOutcome ?? ''}
          onChange={(value) =>
            change({ opinionOutcome: opinionOutcomes.find((one) => one === value) ?? null })
          }
          options={opinionOutcomes.map((value) => ({ value, label: t(`observations:opinion.${value}`) }))}
        />
      )}
    </div>
  )
}

function SubmitterFields({ written, change, error }: FieldsProps & { error: string | undefined }) {
  const { t } = useTranslation('observations')
  const { submitter } = written
  return (
    <div className={styles.row}>
      {(['name', 'onBehalfOf', 'email', 'pec'] as const).map((name) => (
        <TextField
          key={name}
          id={`submitter-${name}`}
          optional={name !== 'name'}
          label={t(`who.${name}`)}
          error={name === 'name' ? error : undefined}
          maxLength={200}
          value={submitter[name] ?? ''}
          onChange={(value) => change({ submitter: { ...submitter, [name]: value || null } })}
        />
      ))}
    </div>
  )
}

/** Makes an observation of what came in: who wrote, when it reached the city, what is asked. */
export function RegisterForm({ item, onDone }: { item: InboxItem; onDone: RegisterFormProps['onDone'] }) {
  const { data, error, refetch } = useQuery(inboxItemQuery(item))
  if (data) return <RegisterFields item={data} onDone={onDone} />
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />
}

function RegisterFields(props: RegisterFormProps) {
  const { t } = useTranslation('inbox')
  const { summary } = useFaultWords()
  const register = useRegister(props)
  const [written, setWritten] = useState(() => begun(props.item))
  const [tried, setTried] = useState(false)
  const change = (changes: Partial<Written>) => setWritten((before) => ({ ...before, ...changes }))
  const { submitter, receivedAt, text } = written
  const missing = {
    name: (submitter.name ?? '').trim() === '',
    receivedAt: receivedAt === null,
    text: text.trim() === '',
    opinionOutcome: written.kind === 'opinion' && !written.opinionOutcome,
  }
  const errorOf = (name: keyof typeof missing) => (tried && missing[name] ? t('dialog.missing') : undefined)
  const refused = faultsIn(register.error).map(summary)
  const submit = () => {
    setTried(true)
    if (!Object.values(missing).some(Boolean)) register.mutate(written)
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <ErrorSummary from={register.error} entries={refused} />
      {refused.length === 0 && <Failure error={register.error} />}
      <KindFields written={written} change={change} error={errorOf('opinionOutcome')} />
      <SubmitterFields written={written} change={change} error={errorOf('name')} />
      <PrintedTimeField
        id="receivedAt"
        label={t('dialog.receivedAt')}
        error={errorOf('receivedAt')}
        value={receivedAt}
        onChange={(printed) => change({ receivedAt: printed })}
      />
      <TextField
        id="text"
        rows={10}
        required
        label={t('dialog.text')}
        hint={t('dialog.splitNote')}
        error={errorOf('text')}
        maxLength={registeredTextLimit}
        value={text}
        onChange={(value) => change({ text: value })}
      />
      <Button type="submit" look="primary" isPending={register.isPending}>
        {t('register')}
      </Button>
    </Form>
  )
}
