import { useTranslation } from 'react-i18next'
import { type LabHours, weekdays } from '#schema/labs'
import { Items } from '../callDesk/Items.tsx'
import formStyles from '../offers/deskOffer.module.css'
import { Checkbox, SelectField, TextField } from '../ui/fields.tsx'
import { type ErrorOf, fieldOf } from './labFaults.ts'

interface HourFieldsProps {
  hours: LabHours | null
  errorOf: ErrorOf
  onChange: (hours: LabHours | null) => void
}

const none: LabHours = { weekly: [], exceptions: [], byAppointment: false }
const usual = { from: '10:00', to: '18:00' }
const monday = { weekday: 1, ...usual }
const nextClosure: LabHours['exceptions'][number] = { firstOn: '', lastOn: '', intervals: [], note: null }

interface TimesProps {
  interval: { from: string; to: string }
  /** Place of the interval in the content. */
  pointer: string
  errorOf: ErrorOf
  change: (changes: { from?: string; to?: string }) => void
}

/** Two times on the wall, as they are typed. */
function Times({ interval, pointer, errorOf, change }: TimesProps) {
  const { t } = useTranslation('labs')
  return (['from', 'to'] as const).map((name) => (
    <TextField
      key={name}
      id={fieldOf(`${pointer}/${name}`)}
      label={t(`edit.${name}`)}
      value={interval[name]}
      error={errorOf(`${pointer}/${name}`)}
      onChange={(time) => change({ [name]: time })}
      maxLength={5}
      short
    />
  ))
}

/** What is wrong with several fields together, where the list of faults leads. */
const Fault = ({ id, text }: { id: string; text: string | undefined }) =>
  text ? (
    <p id={id} role="alert" tabIndex={-1}>
      {text}
    </p>
  ) : null

function Week({ hours, errorOf, onChange }: HourFieldsProps & { hours: LabHours }) {
  const { t } = useTranslation('labs')
  return (
    <>
      <h3>{t('hours.week')}</h3>
      <Fault id="weekly" text={errorOf('/hours/weekly')} />
      <Items
        items={hours.weekly}
        name={(number) => t('edit.interval', { number })}
        add={t('edit.addInterval')}
        empty={monday}
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
            <Times interval={one} pointer={`/hours/weekly/${index}`} errorOf={errorOf} change={change} />
          </div>
        )}
      </Items>
    </>
  )
}

type Closure = LabHours['exceptions'][number]

interface ClosureProps {
  closure: Closure
  index: number
  errorOf: ErrorOf
  change: (changes: Partial<Closure>) => void
}

function ClosureDays({ closure, index, errorOf, change }: ClosureProps) {
  const { t } = useTranslation('labs')
  const id = `exceptions-${index}`
  const pointer = `/hours/exceptions/${index}`
  return (
    <div className={formStyles.row}>
      <TextField
        id={`${id}-firstOn`}
        type="date"
        label={t('edit.firstOn')}
        value={closure.firstOn}
        error={errorOf(`${pointer}/firstOn`)}
        onChange={(firstOn) => change({ firstOn, lastOn: closure.lastOn || firstOn })}
      />
      <TextField
        id={`${id}-lastOn`}
        type="date"
        label={t('edit.lastOn')}
        value={closure.lastOn}
        error={errorOf(`${pointer}/lastOn`)}
        onChange={(lastOn) => change({ lastOn })}
      />
      <TextField
        id={`${id}-note`}
        label={t('edit.note')}
        optional
        value={closure.note ?? ''}
        onChange={(note) => change({ note: note || null })}
      />
    </div>
  )
}

function ClosureHours({ closure, index, errorOf, change }: ClosureProps) {
  const { t } = useTranslation('labs')
  const pointer = `/hours/exceptions/${index}`
  return (
    <>
      <Checkbox
        checked={closure.intervals.length === 0}
        onChange={(closed) => change({ intervals: closed ? [] : [usual] })}
      >
        {t('hours.closed')}
      </Checkbox>
      <Fault id={fieldOf(pointer)} text={errorOf(pointer)} />
      {closure.intervals.length > 0 && (
        <Items
          items={closure.intervals}
          name={(number) => t('edit.interval', { number })}
          add={t('edit.addInterval')}
          empty={usual}
          onChange={(intervals) => change({ intervals })}
        >
          {(interval, at, set) => (
            <div className={formStyles.row}>
              <Times
                interval={interval}
                pointer={`${pointer}/intervals/${at}`}
                errorOf={errorOf}
                change={set}
              />
            </div>
          )}
        </Items>
      )}
    </>
  )
}

function Closures({ hours, errorOf, onChange }: HourFieldsProps & { hours: LabHours }) {
  const { t } = useTranslation('labs')
  return (
    <>
      <h3>{t('hours.exceptions')}</h3>
      <Fault id="exceptions" text={errorOf('/hours/exceptions')} />
      <Items
        items={hours.exceptions}
        name={(number) => t('edit.exception', { number })}
        add={t('edit.addException')}
        empty={nextClosure}
        onChange={(exceptions) => onChange({ ...hours, exceptions })}
      >
        {(closure, index, change) => (
          <>
            <ClosureDays closure={closure} index={index} errorOf={errorOf} change={change} />
            <ClosureHours closure={closure} index={index} errorOf={errorOf} change={change} />
          </>
        )}
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
