import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import {
  audiences,
  type DeskOffer,
  type OfferContent,
  offerKinds,
  offerProblems,
  offerStatuses,
} from '#schema/offers'
import { AgreementsOnly } from '../agreements/AgreementsOnly.tsx'
import layout from '../agreements/agreements.module.css'
import { ApiProblem, api } from '../api/client.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { ErrorSummary, type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Note } from '../ui/marks.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './deskOffer.module.css'
import { ObligationFields } from './ObligationFields.tsx'

const emptyContent: OfferContent = {
  kind: 'planningConvention',
  title: '',
  titleEn: null,
  operator: '',
  cityBody: '',
  summary: null,
  summaryEn: null,
  deedNumber: null,
  deedDate: null,
  startsOn: null,
  expiresOn: null,
  guaranteeEur: null,
  contact: null,
  status: 'negotiating',
  audience: 'internal',
  source: '',
  sourceDate: null,
  address: null,
  point: null,
  obligations: [],
  internalNotes: null,
}

interface Written {
  code: string
  content: OfferContent
  /** Longitude and latitude as they are typed. */
  place: string
}

/** Longitude and latitude with a comma between, such as `9.19, 45.46`; null where it is none. */
function readPlace(text: string): [number, number] | null {
  const [lon, lat, ...more] = text
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map(Number)
  const fits = lon !== undefined && lat !== undefined && more.length === 0
  return fits && Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : null
}

function useFaults(error: Error | null) {
  const { t } = useTranslation('offers')
  const entries = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
  return entries
    .filter(({ pointer }) => pointer.startsWith('/content/'))
    .map(({ pointer, detail }) => {
      const known = offerProblems.find((code) => code === detail)
      return {
        pointer: pointer.slice('/content'.length),
        text: known ? t(`fault.${known}`) : t('fault.missing'),
      }
    })
}

const fieldOf = (pointer: string) => `offer-${pointer.split('/').at(-1)}`

type Names<Value> = {
  [Name in keyof OfferContent]-?: OfferContent[Name] extends Value ? Name : never
}[keyof OfferContent]

interface FieldsProps {
  written: Written
  errorOf: (pointer: string) => string | undefined
  onChange: (changes: Partial<OfferContent>) => void
  onPlace: (place: string) => void
}

function Fields({ written, errorOf, onChange, onPlace }: FieldsProps) {
  const { t } = useTranslation('offers')
  const { content, place } = written
  const text = (name: Names<string | null>, optional = true) => ({
    id: `offer-${name}`,
    label: t(`field.${name}` as 'field.title'),
    optional,
    value: (content[name] as string | null) ?? '',
    error: errorOf(`/${name}`),
    onChange: (value: string) => onChange({ [name]: optional ? value || null : value }),
  })
  const contact = (name: 'name' | 'email' | 'phone') => ({
    id: `offer-contact-${name}`,
    label: t(`field.contact.${name}`),
    optional: true,
    value: content.contact?.[name] ?? '',
    onChange: (value: string) =>
      onChange({
        contact: { name: null, email: null, phone: null, ...content.contact, [name]: value || null },
      }),
  })
  const select = <Name extends 'kind' | 'status' | 'audience'>(
    name: Name,
    values: readonly OfferContent[Name][],
  ) => ({
    id: `offer-${name}`,
    label: t(`field.${name}` as 'field.kind'),
    value: content[name],
    error: errorOf(`/${name}`),
    options: values.map((value) => ({ value, label: t(`${name}.${value}` as 'kind.memorandum') })),
    onChange: (value: string) => onChange({ [name]: value }),
  })
  return (
    <>
      <section className={layout.section}>
        <div className={styles.form}>
          <TextField {...text('title', false)} />
          <div className={styles.row}>
            <SelectField {...select('kind', offerKinds)} />
            <SelectField {...select('status', offerStatuses)} />
            <SelectField {...select('audience', audiences)} />
          </div>
          <div className={styles.row}>
            <TextField {...text('operator', false)} />
            <TextField {...text('cityBody', false)} />
          </div>
          <TextField {...text('summary')} rows={4} />
          <div className={styles.row}>
            <TextField {...text('titleEn')} />
            <TextField {...text('summaryEn')} />
          </div>
        </div>
      </section>
      <section className={layout.section}>
        <h2>{t('desk.deedAndTerm')}</h2>
        <div className={styles.form}>
          <div className={styles.row}>
            <TextField {...text('deedNumber')} />
            <TextField {...text('deedDate')} type="date" />
            <NumberField
              id="offer-guaranteeEur"
              label={t('field.guaranteeEur')}
              unit="€"
              optional
              maximum={1e9}
              value={content.guaranteeEur ?? undefined}
              onChange={(value) => onChange({ guaranteeEur: value ?? null })}
            />
          </div>
          <div className={styles.row}>
            <TextField {...text('startsOn')} type="date" />
            <TextField {...text('expiresOn')} type="date" />
          </div>
          <div className={styles.row}>
            <TextField {...text('source', false)} />
            <TextField {...text('sourceDate')} type="date" />
          </div>
        </div>
      </section>
      <section className={layout.section}>
        <h2>{t('desk.place')}</h2>
        <div className={styles.form}>
          <div className={styles.row}>
            <TextField {...text('address')} />
            <TextField
              id="offer-point"
              label={t('field.point')}
              hint={t('field.pointHint')}
              optional
              value={place}
              error={errorOf('/point')}
              onChange={onPlace}
            />
          </div>
        </div>
      </section>
      <section className={layout.section}>
        <h2>{t('desk.contactAndNotes')}</h2>
        <div className={styles.form}>
          <div className={styles.row}>
            <TextField {...contact('name')} />
            <TextField {...contact('email')} type="email" />
            <TextField {...contact('phone')} type="tel" />
          </div>
          <TextField {...text('internalNotes')} rows={3} />
        </div>
      </section>
    </>
  )
}

function useSave(offer: DeskOffer | null, onSaved: (offer: DeskOffer) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ code, content }: Written) =>
      offer
        ? api<DeskOffer>(`/api/desk/offers/${offer.code}`, {
            method: 'PUT',
            body: { version: offer.version, content },
          })
        : api<DeskOffer>('/api/desk/offers', { method: 'POST', body: { code, content } }),
    onSuccess: (saved) => {
      void queries.invalidateQueries({ queryKey: ['desk', 'offers'] })
      void queries.invalidateQueries({ queryKey: ['offers'] })
      onSaved(saved)
    },
  })
}

function OfferForm({ offer, onSaved }: { offer: DeskOffer | null; onSaved: (offer: DeskOffer) => void }) {
  const { t } = useTranslation('offers')
  const [written, setWritten] = useState<Written>({
    code: offer?.code ?? '',
    content: offer?.content ?? emptyContent,
    place: offer?.content.point?.join(', ') ?? '',
  })
  const [missing, setMissing] = useState<SummaryEntry[]>([])
  const save = useSave(offer, onSaved)
  const faults = useFaults(save.error)
  const errorOf = (pointer: string) =>
    faults.find((fault) => fault.pointer === pointer)?.text ??
    missing.find(({ field }) => field === fieldOf(pointer))?.text
  const entries =
    missing.length > 0 ? missing : faults.map(({ pointer, text }) => ({ field: fieldOf(pointer), text }))
  const submit = () => {
    const { content, code, place } = written
    const point = readPlace(place)
    const required = (['title', 'operator', 'cityBody', 'source'] as const).filter(
      (name) => content[name].trim().length < 3,
    )
    const found = [
      ...(/^[A-Z0-9][A-Z0-9-]{2,39}$/.test(code) ? [] : [{ field: 'offer-code', text: t('fault.code') }]),
      ...required.map((name) => ({
        field: `offer-${name}`,
        text: t('fault.needed', { field: t(`field.${name}`) }),
      })),
      ...(place.trim() && !point ? [{ field: 'offer-point', text: t('fault.place') }] : []),
    ]
    setMissing(found)
    if (found.length === 0) save.mutate({ ...written, content: { ...content, point } })
  }
  const change = (changes: Partial<OfferContent>) =>
    setWritten((before) => ({ ...before, content: { ...before.content, ...changes } }))
  return (
    <Form onSubmit={submit}>
      <ErrorSummary entries={entries} />
      {entries.length === 0 && <Failure error={save.error} />}
      {save.isSuccess && entries.length === 0 && (
        <div role="status">
          <Note tone="ok" icon="ok">
            {t('desk.saved')}
          </Note>
        </div>
      )}
      {!offer && (
        <div className={styles.form}>
          <TextField
            id="offer-code"
            label={t('field.code')}
            hint={t('field.codeHint')}
            value={written.code}
            error={errorOf('/code')}
            onChange={(code) => setWritten((before) => ({ ...before, code: code.toUpperCase() }))}
          />
        </div>
      )}
      <Fields
        written={written}
        errorOf={errorOf}
        onChange={change}
        onPlace={(place) => setWritten((before) => ({ ...before, place }))}
      />
      <section className={layout.section}>
        <h2>{t('desk.obligations')}</h2>
        <div className={styles.form}>
          <ObligationFields
            obligations={written.content.obligations}
            errorOf={errorOf}
            onChange={(obligations) => change({ obligations })}
          />
        </div>
      </section>
      <div className={layout.buttons}>
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('desk.save')}
        </Button>
      </div>
    </Form>
  )
}

function Frame({ title, children }: { title: string; children: React.ReactNode }) {
  const { t } = useTranslation('offers')
  return (
    <Page title={title} wide>
      <div className={layout.desk}>
        <Crumbs
          trail={[
            { to: '/desk', label: t('desk.name') },
            { to: '/desk/offers', label: t('title') },
          ]}
          here={title}
        />
        <div className={layout.head}>
          <h1>{title}</h1>
        </div>
        {children}
      </div>
    </Page>
  )
}

function Loaded({ code }: { code: string }) {
  const queries = useQueryClient()
  const queryKey = ['desk', 'offer', code]
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<DeskOffer>(`/api/desk/offers/${encodeURIComponent(code)}`, { signal }),
    refetchOnWindowFocus: false,
  })
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <Frame title={data?.content.title ?? code}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data && <OfferForm offer={data} onSaved={(saved) => queries.setQueryData(queryKey, saved)} />}
    </Frame>
  )
}

/** An agreement with a private operator on the desk. */
export function DeskOfferPage() {
  const { code = '' } = useParams()
  return (
    <AgreementsOnly>
      <Loaded code={code} />
    </AgreementsOnly>
  )
}

/** A new one. */
export function NewOfferPage() {
  const { t } = useTranslation('offers')
  const go = useGo()
  return (
    <AgreementsOnly>
      <Frame title={t('desk.new')}>
        <OfferForm offer={null} onSaved={({ code }) => go(`/desk/offers/${code}`)} />
      </Frame>
    </AgreementsOnly>
  )
}
