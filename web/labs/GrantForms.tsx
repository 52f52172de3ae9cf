import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Grant, type GrantContent, type GrantList, grantStates } from '#schema/labs'
import layout from '../agreements/agreements.module.css'
import { api } from '../api/client.ts'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import formStyles from '../offers/deskOffer.module.css'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'

const empty = (): GrantContent => ({
  measure: null,
  title: '',
  year: new Date().getFullYear(),
  actNumber: null,
  actDate: null,
  amountEur: 0,
  state: 'granted',
  stateOn: null,
  source: '',
})

const contentOf = ({ id: _, version: __, labCode: ___, labName: ____, district: _____, ...content }: Grant) =>
  content

interface FormProps {
  /** null: a new one. */
  grant: Grant | null
  code: string
  onSaved: () => void
}

function GrantForm({ grant, code, onSaved }: FormProps) {
  const { t } = useTranslation('labs')
  const language = useLanguage()
  const { labs } = useCity()
  const [content, setContent] = useState<GrantContent>(grant ? contentOf(grant) : empty())
  const [missing, setMissing] = useState(false)
  const id = grant?.id ?? 'new'
  const save = useMutation({
    mutationFn: () =>
      grant
        ? api<Grant>(`/api/desk/lab-grants/${grant.id}`, {
            method: 'PUT',
            body: { version: grant.version, content },
          })
        : api<Grant>(`/api/desk/labs/${encodeURIComponent(code)}/grants`, {
            method: 'POST',
            body: { content },
          }),
    onSuccess: onSaved,
  })
  const change = (changes: Partial<GrantContent>) => setContent((before) => ({ ...before, ...changes }))
  const text = (name: 'actNumber' | 'actDate' | 'stateOn') => ({
    id: `grant-${id}-${name}`,
    label: t(`grant.${name}`),
    optional: true,
    value: content[name] ?? '',
    onChange: (value: string) => change({ [name]: value || null }),
  })
  const needed = (value: string) => (missing && value.trim().length < 3 ? t('fault.needed') : undefined)
  const submit = () => {
    const lacks =
      content.title.trim().length < 3 || content.source.trim().length < 3 || content.amountEur <= 0
    setMissing(lacks)
    if (!lacks) save.mutate()
  }
  return (
    <Form className={formStyles.form} onSubmit={submit}>
      <TextField
        id={`grant-${id}-title`}
        label={t('grant.title')}
        value={content.title}
        error={needed(content.title)}
        onChange={(title) => change({ title })}
      />
      <div className={formStyles.row}>
        <SelectField
          id={`grant-${id}-measure`}
          label={t('grant.measure')}
          optional
          value={content.measure ?? ''}
          onChange={(measure) => change({ measure: measure || null })}
          placeholder={t('grant.noMeasure')}
          options={labs.measures.map((one) => ({ value: one.code, label: `${one.year}: ${one[language]}` }))}
        />
        <NumberField
          id={`grant-${id}-year`}
          label={t('grant.year')}
          whole
          maximum={2100}
          value={content.year}
          onChange={(year) => change({ year: year ?? 0 })}
        />
        <NumberField
          id={`grant-${id}-amount`}
          label={t('grant.amount')}
          unit="€"
          maximum={1e8}
          value={content.amountEur || undefined}
          error={missing && content.amountEur <= 0 ? t('fault.needed') : undefined}
          onChange={(amountEur) => change({ amountEur: amountEur ?? 0 })}
        />
      </div>
      <div className={formStyles.row}>
        <TextField {...text('actNumber')} />
        <TextField {...text('actDate')} type="date" />
        <SelectField
          id={`grant-${id}-state`}
          label={t('grant.state')}
          value={content.state}
          onChange={(state) => change({ state: grantStates.find((word) => word === state) ?? 'granted' })}
          options={grantStates.map((value) => ({ value, label: t(`grantStates.${value}`) }))}
        />
        <TextField {...text('stateOn')} type="date" />
      </div>
      <TextField
        id={`grant-${id}-source`}
        label={t('grant.source')}
        value={content.source}
        error={needed(content.source)}
        onChange={(source) => change({ source })}
      />
      <Failure error={save.error} />
      <Button type="submit" isPending={save.isPending}>
        {t(grant ? 'edit.save' : 'grant.add')}
      </Button>
    </Form>
  )
}

/** What the city granted a lab, as the office enters it. */
export function GrantForms({ code }: { code: string }) {
  const { t } = useTranslation('labs')
  const queries = useQueryClient()
  const { data } = useQuery({
    queryKey: ['labs', 'incentives'],
    queryFn: () => api<GrantList>('/api/labs/incentives'),
  })
  const saved = () => void queries.invalidateQueries({ queryKey: ['labs'] })
  const grants = data?.items.filter(({ labCode }) => labCode === code) ?? []
  return (
    <section className={layout.section}>
      <h2>{t('incentives.own')}</h2>
      {grants.map((grant) => (
        <Disclosure key={`${grant.id}-${grant.version}`} title={`${grant.year}: ${grant.title}`} onlyWhenOpen>
          <GrantForm grant={grant} code={code} onSaved={saved} />
        </Disclosure>
      ))}
      <Disclosure key={`new-${grants.length}`} title={t('grant.add')} onlyWhenOpen>
        <GrantForm grant={null} code={code} onSaved={saved} />
      </Disclosure>
    </section>
  )
}
