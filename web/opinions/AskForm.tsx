import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DeskOpinions, type NewOpinionRequest, type ObjectKind, objectKinds } from '#schema/opinions'
import { useMe } from '../accounts/useMe.ts'
import { usePlaceNames } from '../districts/usePlaceNames.ts'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { Checkbox, FieldFault, SelectField, TextField } from '../ui/fields.tsx'
import styles from './opinions.module.css'
import { useAskOpinion } from './opinionsApi.ts'
import { Refused } from './Refused.tsx'

/** What a question is about, where the page it is asked from says so. */
export interface AskAbout {
  kind: ObjectKind
  code: string
}

interface Written {
  title: string
  question: string
  kind: ObjectKind
  code: string
  districts: string[]
  dueOn: string
  silence: NewOpinionRequest['silence']
  audience: NewOpinionRequest['audience']
}

const missingOf = ({ title, question, kind, code, dueOn }: Written) => ({
  title: title.trim() === '',
  question: question.trim() === '',
  code: kind !== 'free' && code.trim() === '',
  dueOn: dueOn === '',
})

const bodyOf = ({ kind, code, ...written }: Written): NewOpinionRequest => ({
  ...written,
  object: { kind, code: kind === 'free' ? null : code.trim() },
})

interface PartProps {
  written: Written
  tried: boolean
  change: (changes: Partial<Written>) => void
}

/** The Municipi that are asked: some, or all at once. */
function Districts({ written, tried, change }: PartProps) {
  const { t } = useTranslation('opinions')
  const { districts } = usePlaceNames()
  const all = districts.map(String)
  const toggle = (code: string, on: boolean) =>
    change({ districts: all.filter((one) => (one === code ? on : written.districts.includes(one))) })
  return (
    <fieldset className={styles.group}>
      <legend>{t('ask.districts')}</legend>
      {tried && written.districts.length === 0 && <FieldFault alert>{t('ask.noDistrict')}</FieldFault>}
      <div className={styles.boxes}>
        <Checkbox
          id="ask-all"
          checked={all.length > 0 && written.districts.length === all.length}
          onChange={(on) => change({ districts: on ? all : [] })}
        >
          {t('ask.allDistricts')}
        </Checkbox>
        {all.map((code) => (
          <Checkbox
            key={code}
            id={`ask-district-${code}`}
            checked={written.districts.includes(code)}
            onChange={(on) => toggle(code, on)}
          >
            {t('district', { district: code })}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}

/** What it is about: of the kinds whose opinions the person may ask for. */
function About({ written, tried, change, fixed }: PartProps & { fixed: boolean }) {
  const { t } = useTranslation('opinions')
  const { may } = useMe()
  if (fixed) return null
  const kinds = objectKinds.filter(
    (kind) => kind === 'free' || may(kind === 'plan' ? 'examineObservations' : 'prepareCalls'),
  )
  return (
    <>
      <SelectField
        id="ask-kind"
        label={t('ask.kind')}
        value={written.kind}
        options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        onChange={(kind) => change({ kind: kind as ObjectKind })}
      />
      {written.kind !== 'free' && (
        <TextField
          id="ask-code"
          label={t('ask.code')}
          value={written.code}
          maxLength={80}
          error={tried && missingOf(written).code ? t('ask.missing') : undefined}
          onChange={(code) => change({ code })}
        />
      )}
    </>
  )
}

/** By when, what silence means, who may read it. */
function Terms({ written, tried, change, terms }: PartProps & Pick<DeskOpinions, 'terms'>) {
  const { t } = useTranslation('opinions')
  return (
    <>
      <TextField
        id="ask-due"
        type="date"
        label={t('ask.dueOn')}
        hint={t('ask.dueHint', { least: terms.leastDays, usual: terms.defaultDays })}
        value={written.dueOn}
        error={tried && missingOf(written).dueOn ? t('ask.missing') : undefined}
        onChange={(dueOn) => change({ dueOn })}
      />
      <SelectField
        id="ask-silence"
        label={t('ask.silence')}
        hint={terms.legalBasis}
        value={written.silence}
        options={terms.silences.map((value) => ({ value, label: t(`silence.${value}`) }))}
        onChange={(silence) => change({ silence: silence as Written['silence'] })}
      />
      <SelectField
        id="ask-audience"
        label={t('ask.audience')}
        value={written.audience}
        options={[
          { value: 'public', label: t('ask.audiencePublic') },
          { value: 'internal', label: t('ask.audienceInternal') },
        ]}
        onChange={(audience) => change({ audience: audience as Written['audience'] })}
      />
    </>
  )
}

interface AskFormProps extends Pick<DeskOpinions, 'terms'> {
  about?: AskAbout
  onDone: () => void
}

/** A question to one or more Municipi. */
export function AskForm({ terms, about, onDone }: AskFormProps) {
  const { t } = useTranslation('opinions')
  const ask = useAskOpinion()
  const [tried, setTried] = useState(false)
  const [written, setWritten] = useState<Written>({
    title: '',
    question: '',
    kind: about?.kind ?? 'free',
    code: about?.code ?? '',
    districts: [],
    dueOn: terms.proposedDue,
    silence: terms.silences[0] ?? 'none',
    audience: 'public',
  })
  const change = (changes: Partial<Written>) => setWritten((before) => ({ ...before, ...changes }))
  const missing = missingOf(written)
  const submit = () => {
    setTried(true)
    if (Object.values(missing).some(Boolean) || written.districts.length === 0) return
    ask.mutate(bodyOf(written), { onSuccess: onDone })
  }
  const props = { written, tried, change }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <About {...props} fixed={about !== undefined} />
      <TextField
        id="ask-title"
        label={t('ask.title')}
        value={written.title}
        maxLength={200}
        error={tried && missing.title ? t('ask.missing') : undefined}
        onChange={(title) => change({ title })}
      />
      <TextField
        id="ask-question"
        label={t('ask.question')}
        rows={5}
        maxLength={4000}
        value={written.question}
        error={tried && missing.question ? t('ask.missing') : undefined}
        onChange={(question) => change({ question })}
      />
      <Districts {...props} />
      <Terms {...props} terms={terms} />
      <Refused error={ask.error} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isPending={ask.isPending}>
          {t('ask.send')}
        </Button>
      </div>
    </Form>
  )
}
