import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DeskOffer, type OfferContent, offerProblems } from '#schema/offers'
import layout from '../agreements/agreements.module.css'
import { ApiProblem, api } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './deskOffer.module.css'
import { ObligationFields } from './ObligationFields.tsx'
import { OfferFields } from './OfferFields.tsx'

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

interface OfferFormProps {
  /** null: a new one. */
  offer: DeskOffer | null
  onSaved: (offer: DeskOffer) => void
}

/** Writes an agreement with an operator down, and saves it. */
export function OfferForm({ offer, onSaved }: OfferFormProps) {
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
      <ErrorSummary from={missing.length > 0 ? missing : save.error} entries={entries} />
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
      <OfferFields
        content={written.content}
        place={written.place}
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
