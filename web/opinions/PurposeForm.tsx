import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DistrictDesk, type NewPurpose, priorities } from '#schema/opinions'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { Checkbox, FieldFault, SelectField, TextField } from '../ui/fields.tsx'
import styles from './opinions.module.css'
import { useProposePurpose } from './opinionsApi.ts'
import { Refused } from './Refused.tsx'
import { noSitting, SittingFields, wholeSitting } from './SittingFields.tsx'

interface UsesProps {
  uses: readonly string[]
  tried: boolean
  onChange: (uses: string[]) => void
}

function Uses({ uses, tried, onChange }: UsesProps) {
  const { t } = useTranslation('opinions')
  const city = useCity()
  const language = useLanguage()
  return (
    <fieldset className={styles.group}>
      <legend>{t('propose.uses')}</legend>
      {tried && uses.length === 0 && <FieldFault alert>{t('propose.noUse')}</FieldFault>}
      <div className={styles.boxes}>
        {city.uses.map((use) => (
          <Checkbox
            key={use.code}
            id={`propose-${use.code}`}
            checked={uses.includes(use.code)}
            onChange={(on) => onChange(on ? [...uses, use.code] : uses.filter((code) => code !== use.code))}
          >
            {use[language]}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}

/** Uses the district office proposes for a space of the Municipio, by a vote of its council or by itself. */
export function PurposeForm({ desk, onDone }: { desk: DistrictDesk; onDone: () => void }) {
  const { t } = useTranslation('opinions')
  const propose = useProposePurpose()
  const [space, setSpace] = useState('')
  const [uses, setUses] = useState<string[]>([])
  const [reasons, setReasons] = useState('')
  const [priority, setPriority] = useState<NewPurpose['priority']>('medium')
  const [isVoted, setVoted] = useState(false)
  const [sitting, setSitting] = useState(noSitting)
  const [tried, setTried] = useState(false)
  const missing = (text: string) => (tried && text.trim() === '' ? t('give.missing') : undefined)
  const submit = () => {
    setTried(true)
    const whole = isVoted ? wholeSitting(sitting) : null
    if (!space.trim() || !reasons.trim() || uses.length === 0 || (isVoted && !whole)) return
    const body = { district: desk.district, space: space.trim(), uses, reasons, priority, sitting: whole }
    propose.mutate(body, { onSuccess: onDone })
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <TextField
        id="propose-space"
        label={t('propose.space')}
        maxLength={80}
        value={space}
        error={missing(space)}
        onChange={setSpace}
      />
      <Uses uses={uses} tried={tried} onChange={setUses} />
      <TextField
        id="propose-reasons"
        label={t('propose.reasons')}
        rows={4}
        maxLength={2000}
        value={reasons}
        error={missing(reasons)}
        onChange={setReasons}
      />
      <SelectField
        id="propose-priority"
        label={t('propose.priority')}
        value={priority}
        options={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
        onChange={(value) => setPriority(value as NewPurpose['priority'])}
      />
      <Checkbox id="propose-voted" checked={isVoted} onChange={setVoted}>
        {t('propose.withSitting')}
      </Checkbox>
      {isVoted && (
        <SittingFields typed={sitting} council={desk.council} tried={tried} onChange={setSitting} />
      )}
      <Refused error={propose.error} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isPending={propose.isPending}>
          {t('propose.send')}
        </Button>
      </div>
    </Form>
  )
}
