import { useTranslation } from 'react-i18next'
import { type LabHours, weekdays } from '#schema/labs'
import { Items } from '../callDesk/Items.tsx'
import formStyles from '../offers/deskOffer.module.css'
import { Checkbox, SelectField, TextField } from '../ui/fields.tsx'
import type { ErrorOf } from './labFaults.ts'

interface HourFieldsProps {
  hours: LabHours | null
  errorOf: ErrorOf
  onChange: (hours: LabHours | null) => void
}

const none: LabHours = { weekly: [], exceptions: [], byAppointment: false }
const evening = { weekday: 1, from: '10:00', to: '18:00' }
const closure: LabHours['exceptions'][number] = { firstOn: '', lastOn: '', intervals: [], note: null }

/** A time on the wall, as it is typed. */
const clock = (label: string, id: string, value: string, onChange: (value: string) => void) => (
  <TextField id={id} label={label} value={value} onChange={onChange} maxLength={5} short />
)

function Week({ hours, errorOf, onChange }: HourFieldsProps & { hours: LabHours }) {
  const { t } = useTranslation('labs')
  const error = errorOf('/hours/weekly')
  return (
    <>
      <h3>{t('hours.week')}</h3>
      {error && <p role="alert">{error}</p>}
      <Items
        items={hours.weekly}
        name={(number) => t('edit.interval', { number })}
        add={t('edit.addInterval')}
        empty={evening}
        onChange={(weekly) => onChange({ ...hours, weekly })}
      >
        {(one, index, change) => (
          <div className={formStyles.row}>
            <SelectField
              id={`weekly-${index}-day`}
              label={t('edit.day')}
              value={String(one.weekday)}
              onChange={(weekday) => change({ weekday: Number(weekday) })}
              options={weekdays.map((day, at) => ({ value: String(at + 1), label: t(`days.${day}`) }))}
            />
            {clock(t('edit.from'), `weekly-${index}-from`, one.from, (from) => change({ from }))}
            {clock(t('edit.to'), `weekly-${index}-to`, one.to, (to) => change({ to }))}
          </div>
        )}
      </Items>
    </>
  )
}

function Closures({ hours, errorOf, onChange }: HourFieldsProps & { hours: LabHours }) {
  const { t } = useTranslation('labs')
  const error = errorOf('/hours/exceptions')
  return (
    <>
      <h3>{t('hours.exceptions')}</h3>
      {error && <p role="alert">{error}</p>}
      <Items
        items={hours.exceptions}
        name={(number) => t('edit.exception', { number })}
        add={t('edit.addException')}
        empty={closure}
        onChange={(exceptions) => onChange({ ...hours, exceptions })}
      >
        {(one, index, change) => {
          const id = `exceptions-${index}`
          const [interval] = one.intervals
          const set = (changes: Partial<{ from: string; to: string }>) =>
            change({ intervals: [{ from: '10:00', to: '18:00', ...interval, ...changes }] })
          return (
            <>
              <div className={formStyles.row}>
                <TextField
                  id={`${id}-firstOn`}
                  type="date"
                  label={t('edit.firstOn')}
                  value={one.firstOn}
                  onChange={(firstOn) => change({ firstOn, lastOn: one.lastOn || firstOn })}
                />
                <TextField
                  id={`${id}-lastOn`}
                  type="date"
                  label={t('edit.lastOn')}
                  value={one.lastOn}
                  error={errorOf(`/hours/exceptions/${index}/lastOn`)}
                  onChange={(lastOn) => change({ lastOn })}
                />
                <TextField
                  id={`${id}-note`}
                  label={t('edit.note')}
                  optional
                  value={one.note ?? ''}
                  onChange={(note) => change({ note: note || null })}
                />
              </div>
              <Checkbox
                checked={one.intervals.length === 0}
                onChange={(closed) => change({ intervals: closed ? [] : [{ from: '10:00', to: '18:00' }] })}
              >
                {t('hours.closed')}
              </Checkbox>
              {interval && (
                <div className={formStyles.row}>
                  {clock(t('edit.from'), `${id}-from`, interval.from, (from) => set({ from }))}
                  {clock(t('edit.to'), `${id}-to`, interval.to, (to) => set({ to }))}
                </div>
              )}
            </>
          )
        }}
      </Items>
    </>
  )
}

/** When the lab is open: not known, by appointment, or by intervals of the week and days of their own. */
export function HourFields({ hours, errorOf, onChange }: HourFieldsProps) {
  const { t } = useTranslation('labs')
  return (
    <>
      <Checkbox checked={hours !== null} onChange={(known) => onChange(known ? none : null)}>
        {t('edit.hoursKnown')}
      </Checkbox>
      {hours && (
        <>
          <Checkbox
            checked={hours.byAppointment}
            onChange={(byAppointment) => onChange({ ...hours, byAppointment })}
          >
            {t('hours.byAppointment')}
          </Checkbox>
          <p>{t('edit.hoursHint')}</p>
          <Week hours={hours} errorOf={errorOf} onChange={onChange} />
          <Closures hours={hours} errorOf={errorOf} onChange={onChange} />
        </>
      )}
    </>
  )
}
