import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { romeDate } from '#rules/city'
import type { Sitting } from '#schema/council'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import styles from './council.module.css'
import { useSaveSitting } from './councilApi.ts'
import { useVoteWords } from './words.ts'

interface SittingFormProps {
  code: string
  /** The one that is corrected; null for a new one. */
  sitting: Sitting | null
  /** Who was at the sitting before: mostly the same people. */
  usual: readonly string[]
  onDone: (id: number) => void
}

const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((name) => name.trim())
      .filter(Boolean),
  ),
]

function SittingForm({ code, sitting, usual, onDone }: SittingFormProps) {
  const { t } = useTranslation('council')
  const { problem } = useVoteWords()
  const save = useSaveSitting(code)
  const [heldOn, setHeldOn] = useState(sitting?.heldOn ?? romeDate(new Date()))
  const [actNumber, setActNumber] = useState(sitting?.actNumber ?? '')
  const [names, setNames] = useState((sitting?.councillors ?? usual).join('\n'))
  const [tried, setTried] = useState(false)
  const councillors = namesIn(names)
  const missing = (isMissing: boolean) => (tried && isMissing ? t('sitting.missing') : undefined)
  const submit = () => {
    setTried(true)
    if (!heldOn || !actNumber.trim() || councillors.length === 0) return
    const given = { heldOn, actNumber: actNumber.trim(), councillors }
    save.mutate(sitting ? { id: sitting.id, version: sitting.version, ...given } : given, {
      onSuccess: ({ items }) => {
        const saved = items.find((one) => one.heldOn === heldOn && one.actNumber === given.actNumber)
        onDone(saved?.id ?? sitting?.id ?? 0)
      },
    })
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <TextField
        id="sitting-day"
        type="date"
        label={t('sitting.heldOn')}
        value={heldOn}
        error={missing(!heldOn)}
        onChange={setHeldOn}
      />
      <TextField
        id="sitting-act"
        label={t('sitting.actNumber')}
        maxLength={80}
        value={actNumber}
        error={missing(!actNumber.trim())}
        onChange={setActNumber}
      />
      <TextField
        id="sitting-councillors"
        label={t('sitting.councillors')}
        hint={t('sitting.councillorsHint')}
        rows={10}
        maxLength={25_000}
        value={names}
        error={missing(councillors.length === 0)}
        onChange={setNames}
      />
      {save.error && <p role="alert">{problem(save.error, 'sitting.cannot')}</p>}
      <Button type="submit" look="primary" isPending={save.isPending}>
        {t('sitting.save')}
      </Button>
    </Form>
  )
}

interface SittingBarProps {
  code: string
  sittings: readonly Sitting[]
  chosen: Sitting | null
  mayRecord: boolean
  onChoose: (id: string) => void
}

/** The sitting in which votes are recorded: chosen, recorded anew, or corrected. */
export function SittingBar({ code, sittings, chosen, mayRecord, onChoose }: SittingBarProps) {
  const { t } = useTranslation('council')
  const format = useFormats()
  const [open, setOpen] = useState<'new' | 'edit' | null>(null)
  const name = ({ heldOn, actNumber }: Sitting) =>
    t('sitting.option', { date: format.date(heldOn), act: actNumber })
  return (
    <div className={styles.tools}>
      <label htmlFor="sitting">{t('sitting.label')}</label>
      <select
        id="sitting"
        value={chosen ? String(chosen.id) : ''}
        onChange={({ target }) => onChoose(target.value)}
      >
        <option value="">{t('sitting.none')}</option>
        {sittings.map((sitting) => (
          <option key={sitting.id} value={sitting.id}>
            {name(sitting)}
          </option>
        ))}
      </select>
      {chosen && <span className={styles.hint}>{t('sitting.votes', { count: chosen.votes })}</span>}
      {mayRecord && <Button onPress={() => setOpen('new')}>{t('sitting.new')}</Button>}
      {mayRecord && chosen && (
        <Button look="quiet" onPress={() => setOpen('edit')}>
          {t('sitting.edit')}
        </Button>
      )}
      {open && (
        <Dialog
          title={open === 'new' ? t('sitting.new') : t('sitting.edit')}
          open
          onClose={() => setOpen(null)}
        >
          <SittingForm
            code={code}
            sitting={open === 'edit' ? chosen : null}
            usual={sittings[0]?.councillors ?? []}
            onDone={(id) => {
              setOpen(null)
              onChoose(String(id))
            }}
          />
        </Dialog>
      )}
    </div>
  )
}
