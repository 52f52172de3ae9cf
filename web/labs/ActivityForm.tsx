import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type KeptLab, labActivities } from '#schema/labs'
import { ApiProblem, api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import formStyles from '../offers/deskOffer.module.css'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import styles from './lab.module.css'

interface ActivityFormProps {
  lab: KeptLab
  address: string
  onSaved: (lab: KeptLab) => void
}

/** The periods on record, and a new one: nothing of what was is taken away. */
export function ActivityForm({ lab, address, onSaved }: ActivityFormProps) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const [activity, setActivity] = useState<string>('active')
  const [fromOn, setFromOn] = useState('')
  const [note, setNote] = useState('')
  const add = useMutation({
    mutationFn: () =>
      api<KeptLab>(`${address}/activities`, {
        method: 'POST',
        body: { activity, fromOn: fromOn || null, note: note.trim() || null },
      }),
    onSuccess: (saved) => {
      setFromOn('')
      setNote('')
      onSaved(saved)
    },
  })
  const isClosed = add.error instanceof ApiProblem && add.error.problem?.type === '/problems/lab-closed'
  return (
    <>
      <ul className={styles.plain}>
        {lab.activities.map((one, index) => (
          <li key={index}>
            <b>{t(`activities.${one.activity}`)}</b>{' '}
            {one.fromOn ? t('history.from', { date: format.date(one.fromOn) }) : t('history.noDate')}
            {one.note && `. ${one.note}`}
          </li>
        ))}
      </ul>
      {lab.activities.length === 0 && <p>{t('history.unknown')}</p>}
      <Form className={formStyles.form} onSubmit={() => add.mutate()}>
        <div className={formStyles.row}>
          <SelectField
            id="activity-activity"
            label={t('activity')}
            value={activity}
            onChange={setActivity}
            options={labActivities.map((value) => ({ value, label: t(`activities.${value}`) }))}
          />
          <TextField
            id="activity-fromOn"
            type="date"
            label={t('edit.since')}
            hint={t('edit.sinceHint')}
            optional
            value={fromOn}
            error={isClosed ? t('edit.afterClosing') : undefined}
            onChange={setFromOn}
          />
          <TextField
            id="activity-note"
            label={t('edit.note')}
            optional
            maxLength={400}
            value={note}
            onChange={setNote}
          />
        </div>
        <Failure error={add.error} />
        <Button type="submit" isPending={add.isPending}>
          {t('edit.addActivity')}
        </Button>
      </Form>
    </>
  )
}
