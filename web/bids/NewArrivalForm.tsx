import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewArrival } from '#schema/allocation'
import { ApiProblem } from '../api/client.ts'
import { it } from '../i18n/resources.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { RadioGroup, TextField } from '../ui/fields.tsx'
import styles from './bids.module.css'
import { arrivalsQuery, enterArrival } from './bidsApi.ts'

type Fault = keyof typeof it.bids.arrivals.fault
const isFault = (code: string | undefined): code is Fault =>
  code !== undefined && code in it.bids.arrivals.fault

const nothing = { channel: 'paper' as NewArrival['channel'], day: '', hour: '', note: '' }
const hourForm = /^([01]?\d|2[0-3])[:.]([0-5]\d)[:.]([0-5]\d)$/

function useEnter(code: string, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: NewArrival) => enterArrival(code, body),
    onSuccess: (list) => {
      queries.setQueryData(arrivalsQuery(code).queryKey, list)
      void queries.invalidateQueries({ queryKey: ['desk', 'calls'] })
      onDone()
    },
  })
}

/** Entering something that arrived: how, when to the second, in what state. */
export function NewArrivalForm({ code, onDone }: { code: string; onDone: () => void }) {
  const { t } = useTranslation('bids')
  const [typed, setTyped] = useState(nothing)
  const [tried, setTried] = useState(false)
  const enter = useEnter(code, () => {
    setTyped(nothing)
    setTried(false)
    onDone()
  })
  const [, hours = '', minutes = '', seconds = ''] = typed.hour.trim().match(hourForm) ?? []
  const detail = enter.error instanceof ApiProblem ? enter.error.problem?.errors?.[0]?.detail : undefined
  const hasTime = typed.day !== '' && hours !== ''
  const hasNote = typed.note.trim().length >= 3
  const timeFault = tried && !hasTime ? 'hour' : isFault(detail) ? detail : null
  const submit = () => {
    setTried(true)
    if (!hasTime || !hasNote) return
    const receivedAt = `${typed.day}T${hours.padStart(2, '0')}:${minutes}:${seconds}`
    enter.mutate({ channel: typed.channel, receivedAt, note: typed.note.trim() })
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <RadioGroup
        id="arrival-channel"
        label={t('arrivals.channel')}
        value={typed.channel}
        onChange={(value) => setTyped({ ...typed, channel: value === 'pec' ? 'pec' : 'paper' })}
        options={[
          { value: 'paper', label: t('arrivals.channels.paper') },
          { value: 'pec', label: t('arrivals.channels.pec') },
        ]}
        inRow
      />
      <TextField
        id="arrival-day"
        type="date"
        short
        label={t('arrivals.day')}
        value={typed.day}
        onChange={(day) => setTyped({ ...typed, day })}
      />
      <TextField
        id="arrival-hour"
        short
        label={t('arrivals.hour')}
        hint={t('arrivals.hourHint')}
        value={typed.hour}
        onChange={(hour) => setTyped({ ...typed, hour })}
        error={timeFault ? t(`arrivals.fault.${timeFault}`) : undefined}
        maxLength={8}
      />
      <TextField
        id="arrival-note"
        label={t('arrivals.note')}
        hint={t('arrivals.noteHint')}
        value={typed.note}
        onChange={(note) => setTyped({ ...typed, note })}
        error={tried && !hasNote ? t('arrivals.fault.note') : undefined}
        maxLength={500}
      />
      {!isFault(detail) && <Failure error={enter.error} />}
      <p>
        <Button type="submit" look="primary" isPending={enter.isPending}>
          {t('arrivals.enter')}
        </Button>
      </p>
    </Form>
  )
}
