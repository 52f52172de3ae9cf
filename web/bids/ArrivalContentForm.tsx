import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Arrival, ArrivalContent, ArrivalList } from '#schema/allocation'
import { type PartyData, type PartyKind, partyKinds } from '#schema/parties'
import { PartyFields } from '../parties/PartyFields.tsx'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { Checkbox, FieldFault, RadioGroup, TextField } from '../ui/fields.tsx'
import styles from './bids.module.css'
import { arrivalsQuery, enterContent } from './bidsApi.ts'

interface ChoiceProps {
  list: ArrivalList
  lots: number[]
  envelopes: number[]
  onLots: (lots: number[]) => void
  onEnvelopes: (lots: number[]) => void
}

const toggled = (ids: number[], id: number, isIn: boolean) =>
  isIn ? [...ids, id] : ids.filter((other) => other !== id)

/** The lots asked for, in the order they are ticked, and which have a price envelope. */
function LotChoice({ list, lots, envelopes, onLots, onEnvelopes }: ChoiceProps) {
  const { t } = useTranslation('bids')
  return list.lots.map(({ id, number, title }) => (
    <div key={id} className={styles.envelope}>
      <Checkbox
        id={`arrival-lot-${id}`}
        checked={lots.includes(id)}
        onChange={(checked) => {
          onLots(toggled(lots, id, checked))
          if (!checked) onEnvelopes(toggled(envelopes, id, false))
        }}
      >
        {t('arrivals.lot', { number, title })}{' '}
        {lots.includes(id) && t('arrivals.place', { place: lots.indexOf(id) + 1 })}
      </Checkbox>
      {list.takesPrice && lots.includes(id) && (
        <Checkbox
          id={`arrival-envelope-${id}`}
          checked={envelopes.includes(id)}
          onChange={(checked) => onEnvelopes(toggled(envelopes, id, checked))}
        >
          {t('arrivals.envelope', { number })}
        </Checkbox>
      )}
    </div>
  ))
}

interface ContentFormProps {
  list: ArrivalList
  arrival: Arrival
  onDone: () => void
  onCancel: () => void
}

function useKeep({ list, arrival, onDone }: ContentFormProps) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: ArrivalContent) => enterContent(arrival.id, body),
    onSuccess: (now) => {
      queries.setQueryData(arrivalsQuery(list.call.code).queryKey, now)
      void queries.invalidateQueries({ queryKey: ['desk'] })
      onDone()
    },
  })
}

interface Written {
  kind: PartyKind
  applicant: PartyData
  makes: string
  text: string
}

/** Who asks and what for, as far as the paper says. */
function PaperFields({ written, onChange }: { written: Written; onChange: (written: Written) => void }) {
  const { t } = useTranslation(['bids', 'parties', 'requests'])
  const { kind, applicant, makes, text } = written
  return (
    <>
      <RadioGroup
        id="arrival-kind"
        label={t('bids:arrivals.kind')}
        value={kind}
        onChange={(value) =>
          onChange({ ...written, kind: partyKinds.find((known) => known === value) ?? 'person' })
        }
        options={partyKinds.map((value) => ({ value, label: t(`parties:kind.${value}`) }))}
      />
      <PartyFields
        prefix="arrival"
        kind={kind}
        data={applicant}
        onChange={(changes) => onChange({ ...written, applicant: { ...applicant, ...changes } })}
        errorOf={() => undefined}
      />
      <TextField
        id="arrival-makes"
        label={t('requests:field.makes')}
        value={makes}
        onChange={(value) => onChange({ ...written, makes: value })}
        maxLength={500}
      />
      <TextField
        id="arrival-text"
        label={t('requests:field.text')}
        rows={6}
        value={text}
        onChange={(value) => onChange({ ...written, text: value })}
      />
    </>
  )
}

/** Writing down what is in something that arrived, as far as it says. */
export function ArrivalContentForm(props: ContentFormProps) {
  const { list, arrival, onCancel } = props
  const { t } = useTranslation('bids')
  const [written, setWritten] = useState<Written>({
    kind: 'organisation',
    applicant: {},
    makes: '',
    text: '',
  })
  const [lots, setLots] = useState<number[]>([])
  const [envelopes, setEnvelopes] = useState<number[]>([])
  const [tried, setTried] = useState(false)
  const keep = useKeep(props)
  const submit = () => {
    setTried(true)
    if (lots.length === 0) return
    const { kind, applicant, makes, text } = written
    keep.mutate({ lots, content: { applicant: { kind, ...applicant }, makes, text }, paperPrices: envelopes })
  }
  return (
    <section className={styles.section}>
      <h2>{t('arrivals.writeTitle', { number: arrival.number })}</h2>
      <p>{t('arrivals.writeNote')}</p>
      <Form className={styles.form} onSubmit={submit}>
        <fieldset className={styles.choices}>
          <legend>{t('arrivals.lots')}</legend>
          {tried && lots.length === 0 && <FieldFault>{t('arrivals.lotsMissing')}</FieldFault>}
          <LotChoice {...{ list, lots, envelopes }} onLots={setLots} onEnvelopes={setEnvelopes} />
        </fieldset>
        <PaperFields written={written} onChange={setWritten} />
        <Failure error={keep.error} />
        <p className={styles.buttons}>
          <Button type="submit" look="primary" isPending={keep.isPending}>
            {t('arrivals.keep')}
          </Button>
          <Button onPress={onCancel}>{t('arrivals.cancel')}</Button>
        </p>
      </Form>
    </section>
  )
}
