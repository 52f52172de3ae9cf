import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BulkChange, BulkResult, Setup } from '#schema/points'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import type { Chosen } from './BulkBar.tsx'
import styles from './points.module.css'
import { changeMany, useDeed } from './pointsApi.ts'
import { usePointProblem, useRefusalWords, useTitles } from './words.ts'

const fields = [
  'assignee',
  'placeId',
  'dueOn',
  'addTheme',
  'removeTheme',
  'concernsVas',
  'prescription',
] as const
type Field = (typeof fields)[number]
const isYesNo = (field: string) => field === 'concernsVas' || field === 'prescription'

/** The change that a field and its value stand for; null while there is none. */
function changeOf(field: Field, value: string): BulkChange | null {
  if (field === 'assignee') return { assignee: value === '' ? null : value }
  if (field === 'dueOn') return { dueOn: value === '' ? null : value }
  if (field === 'concernsVas' || field === 'prescription') return { [field]: value !== 'no' }
  return value === '' ? null : { [field]: Number(value) }
}

interface ValueProps {
  setup: Setup
  field: Field
  value: string
  onChange: (value: string) => void
}

function Value({ setup, field, value, onChange }: ValueProps) {
  const { t } = useTranslation(['points', 'ui'])
  const titles = useTitles(setup)
  const label = t('points:bulk.value')
  if (field === 'dueOn')
    return (
      <TextField
        id="bulk-value"
        type="date"
        label={label}
        hint={t('points:bulk.noDay')}
        value={value}
        onChange={onChange}
      />
    )
  const yesNo = [
    { value: 'yes', label: t('ui:yes') },
    { value: 'no', label: t('ui:no') },
  ]
  const options = {
    assignee: setup.people.map(({ id, name }) => ({ value: id, label: name })),
    placeId: setup.places.map(({ id }) => ({ value: String(id), label: titles.place(id) })),
    addTheme: setup.themes.map(({ id }) => ({ value: String(id), label: titles.theme(id) })),
    removeTheme: setup.themes.map(({ id }) => ({ value: String(id), label: titles.theme(id) })),
    concernsVas: yesNo,
    prescription: yesNo,
  }[field]
  const placeholder = field === 'assignee' ? t('points:bulk.nobody') : t('ui:choose')
  return (
    <SelectField
      id="bulk-value"
      label={label}
      value={value}
      onChange={onChange}
      options={options}
      {...(!isYesNo(field) && { placeholder })}
    />
  )
}

/** What became, or would become, of each. */
function Results({ result, done }: { result: BulkResult; done: boolean }) {
  const { t } = useTranslation('points')
  const words = useRefusalWords()
  const { changed, same, refused } = result
  return (
    <>
      <p role="status" className={styles.strong}>
        {t(done ? 'bulk.done' : 'bulk.summary', { changed, same, refused })}
      </p>
      <div className={styles.results} tabIndex={0} role="region" aria-label={t('bulk.result')}>
        <table>
          <caption className="vh">{t('bulk.result')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('bulk.point')}</th>
              <th scope="col">{t('bulk.effect')}</th>
              <th scope="col">{t('bulk.why')}</th>
            </tr>
          </thead>
          <tbody>
            {result.items.map((item) => (
              <tr key={item.id}>
                <th scope="row">{item.reference ?? item.id}</th>
                <td>{t(`${done ? 'bulk.rowDone' : 'bulk.row'}.${item.result}`)}</td>
                <td>{words(item.refusals)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

interface BulkDialogProps {
  setup: Setup
  chosen: Chosen
  onClose: (changed: boolean) => void
}

/** One change for many points: shown first for each, then made, with a result for each. */
export function BulkDialog({ setup, chosen, onClose }: BulkDialogProps) {
  const { t } = useTranslation('points')
  const problem = usePointProblem()
  const [field, setField] = useState<Field>('assignee')
  const [value, setValue] = useState('')
  const change = changeOf(field, value)
  const points = [...chosen].map(([id, version]) => ({ id, version }))
  const preview = useMutation({
    mutationFn: (wanted: BulkChange) => changeMany({ points, change: wanted, preview: true }),
  })
  const apply = useDeed((wanted: BulkChange) => changeMany({ points, change: wanted, preview: false }))
  const choose = (chosenField: string) => {
    setField(fields.find((known) => known === chosenField) ?? 'assignee')
    setValue(isYesNo(chosenField) ? 'yes' : '')
    preview.reset()
  }
  const fault = preview.error ?? apply.error
  return (
    <Dialog title={t('bulk.title')} open onClose={() => onClose(apply.isSuccess)}>
      <div className={styles.form}>
        <p>{t('bulk.chosen', { count: chosen.size })}</p>
        {!apply.data && (
          <>
            <SelectField
              id="bulk-field"
              label={t('bulk.what')}
              value={field}
              onChange={choose}
              options={fields.map((name) => ({ value: name, label: t(`bulk.field.${name}`) }))}
            />
            <Value
              setup={setup}
              field={field}
              value={value}
              onChange={(next) => {
                setValue(next)
                preview.reset()
              }}
            />
          </>
        )}
        {fault && <p role="alert">{problem(fault)}</p>}
        {apply.data ? (
          <Results result={apply.data} done />
        ) : (
          preview.data && <Results result={preview.data} done={false} />
        )}
        <div className={styles.buttons}>
          {!apply.data && (
            <Button
              isDisabled={change === null}
              isPending={preview.isPending}
              onPress={() => change && preview.mutate(change)}
            >
              {t('bulk.preview')}
            </Button>
          )}
          {preview.data && !apply.data && (
            <Button
              look="primary"
              isDisabled={preview.data.changed === 0}
              isPending={apply.isPending}
              onPress={() => change && apply.mutate(change)}
            >
              {t('bulk.apply', { count: preview.data.changed })}
            </Button>
          )}
          {apply.data && (
            <Button look="primary" onPress={() => onClose(true)}>
              {t('bulk.close')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}
