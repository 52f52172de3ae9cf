import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { instantOf, timeProblem } from '#rules/calls'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './callDesk.module.css'
import { addVisit, useVisitDeed } from './visitsApi.ts'

const blank = { day: '', from: '', until: '', place: '', lot: '' }
type Written = typeof blank & { capacity: number | undefined }

const hour = (written: string) => written.trim().replace('.', ':').padStart(5, '0')
const instant = (day: string, time: string) => {
  const printed = `${day}T${hour(time)}`
  return timeProblem(printed) === null ? instantOf(printed) : null
}

function useErrors() {
  const { t } = useTranslation('callDesk')
  return ({ day, from, until, place, capacity }: Written): SummaryEntry[] => {
    const [starts, ends] = [instant(day, from), instant(day, until)]
    return [
      { field: 'visit-day', holds: day !== '', text: t('visitFault.day') },
      { field: 'visit-from', holds: starts !== null && starts > new Date(), text: t('visitFault.from') },
      {
        field: 'visit-until',
        holds: starts !== null && ends !== null && ends > starts,
        text: t('visitFault.until'),
      },
      { field: 'visit-place', holds: place.trim().length >= 3, text: t('visitFault.place') },
      { field: 'visit-capacity', holds: (capacity ?? 0) >= 1, text: t('visitFault.capacity') },
    ].filter(({ holds }) => !holds)
  }
}

/** Adds a visit to a call: a day and hours of Italy, where to meet, and for how many. */
export function NewVisitForm({ code, lots }: { code: string; lots: number }) {
  const { t } = useTranslation('callDesk')
  const findErrors = useErrors()
  const [written, setWritten] = useState<Written>({ ...blank, capacity: 10 })
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const adding = useVisitDeed(code, ({ day, from, until, place, capacity, lot }: Written) =>
    addVisit(code, {
      startsAt: instantOf(`${day}T${hour(from)}`).toISOString(),
      endsAt: instantOf(`${day}T${hour(until)}`).toISOString(),
      capacity: capacity ?? 1,
      meetingPoint: place.trim(),
      ...(lot !== '' && { lot: Number(lot) }),
    }),
  )
  const submit = () => {
    const found = findErrors(written)
    setErrors(found)
    if (found.length === 0)
      adding.mutate(written, { onSuccess: () => setWritten({ ...blank, capacity: written.capacity }) })
  }
  const field = (name: keyof typeof blank) => ({
    id: `visit-${name}`,
    value: written[name],
    onChange: (value: string) => setWritten((before) => ({ ...before, [name]: value })),
    error: errors.find((entry) => entry.field === `visit-${name}`)?.text,
  })
  const choices = Array.from({ length: lots }, (_, index) => String(index + 1))
  return (
    <section className={styles.section}>
      <h2>{t('addVisit')}</h2>
      <Form className={styles.form} onSubmit={submit}>
        <ErrorSummary entries={errors} />
        <div className={styles.row}>
          <TextField {...field('day')} type="date" label={t('visitDay')} />
          <TextField {...field('from')} short label={t('visitFrom')} maxLength={5} />
          <TextField {...field('until')} short label={t('visitUntil')} maxLength={5} />
          <NumberField
            id="visit-capacity"
            whole
            maximum={200}
            label={t('visitCapacity')}
            error={errors.find(({ field: name }) => name === 'visit-capacity')?.text}
            value={written.capacity}
            onChange={(capacity) => setWritten((before) => ({ ...before, capacity }))}
          />
        </div>
        <TextField {...field('place')} label={t('visitPlace')} maxLength={300} />
        {lots > 1 && (
          <SelectField
            {...field('lot')}
            label={t('visitLot')}
            options={[
              { value: '', label: t('allLots') },
              ...choices.map((value) => ({ value, label: t('lot', { number: value }) })),
            ]}
          />
        )}
        <Failure error={adding.error} />
        <div className={styles.buttons}>
          <Button type="submit" look="primary" isPending={adding.isPending}>
            {t('addVisit')}
          </Button>
        </div>
      </Form>
    </section>
  )
}
