import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Relation, relationKinds } from '#schema/evaluation'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import styles from './evaluation.module.css'
import { useSeatSending } from './evaluationApi.ts'

interface Written extends Omit<Relation, 'code'> {
  key: number
  code: string
}

interface RelationFieldsProps {
  at: number
  relation: Written
  error: string | undefined
  onChange: (changes: Partial<Written>) => void
  onRemove: () => void
}

function RelationFields({ at, relation, error, onChange, onRemove }: RelationFieldsProps) {
  const { t } = useTranslation('evaluation')
  const title = t('declare.relation', { number: at + 1 })
  const id = (field: string) => `relation-${relation.key}-${field}`
  return (
    <fieldset className={styles.criterion}>
      <legend>{title}</legend>
      <div className={styles.pair}>
        <TextField
          id={id('name')}
          label={t('declare.name')}
          maxLength={200}
          error={error}
          value={relation.name}
          onChange={(name) => onChange({ name })}
        />
        <TextField
          id={id('code')}
          optional
          label={t('declare.code')}
          maxLength={30}
          value={relation.code}
          onChange={(code) => onChange({ code })}
        />
        <SelectField
          id={id('kind')}
          label={t('declare.kind')}
          value={relation.kind}
          onChange={(chosen) => onChange({ kind: relationKinds.find((kind) => kind === chosen) ?? 'other' })}
          options={relationKinds.map((value) => ({ value, label: t(`declare.kinds.${value}`) }))}
        />
        <Button look="quiet" icon="close" onPress={onRemove}>
          {t('declare.remove', { what: title })}
        </Button>
      </div>
    </fieldset>
  )
}

/** To whom a commissioner is tied, said before any name is shown; once. */
export function DeclarationForm({ code }: { code: string }) {
  const { t } = useTranslation('evaluation')
  const sending = useSeatSending(code)
  const [relations, setRelations] = useState<Written[]>([])
  const [next, setNext] = useState(1)
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const change = (key: number, changes: Partial<Written>) =>
    setRelations((before) => before.map((one) => (one.key === key ? { ...one, ...changes } : one)))
  const submit = () => {
    const nameless = relations.filter(({ name }) => name.trim().length < 2)
    setErrors(nameless.map(({ key }) => ({ field: `relation-${key}-name`, text: t('declare.nameMissing') })))
    if (nameless.length > 0) return
    const body = {
      relations: relations.map(({ name, code: number, kind }) => ({ name, code: number || null, kind })),
    }
    sending.mutate({ below: '/declaration', body })
  }
  return (
    <section className={styles.section}>
      <h2>{t('declare.title')}</h2>
      <p className={styles.words}>{t('declare.body')}</p>
      <Form className={styles.form} onSubmit={submit}>
        <ErrorSummary entries={errors} />
        <Failure error={sending.error} />
        {relations.map((relation, at) => (
          <RelationFields
            key={relation.key}
            at={at}
            relation={relation}
            error={errors.find(({ field }) => field === `relation-${relation.key}-name`)?.text}
            onChange={(changes) => change(relation.key, changes)}
            onRemove={() => setRelations((before) => before.filter(({ key }) => key !== relation.key))}
          />
        ))}
        <Button
          icon="plus"
          onPress={() => {
            setRelations((before) => [...before, { key: next, name: '', code: '', kind: 'family' }])
            setNext(next + 1)
          }}
        >
          {t('declare.add')}
        </Button>
        <Button type="submit" look="primary" isPending={sending.isPending}>
          {relations.length === 0 ? t('declare.none') : t('declare.some', { count: relations.length })}
        </Button>
      </Form>
    </section>
  )
}
