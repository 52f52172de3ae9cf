import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnResult } from '#schema/evaluation'
import { api } from '../api/client.ts'
import { sealPrice } from '../bids/sealing.ts'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './evaluation.module.css'
import { ownResultQuery } from './resultsQuery.ts'

type Round = OwnResult['rounds'][number]

/** The most an offer can be, EUR a year. */
const mostEurYear = 100_000_000

/** Seals an offer in this browser and sends it; nobody can read it before it is opened. */
function useSend(round: Round, publicKey: string, requestId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (eurYear: number) => {
      const sealedPrice = await sealPrice(publicKey, { request: requestId, lot: round.lotId }, eurYear)
      const body = { roundId: round.id, sealedPrice }
      return api<OwnResult>(`/api/requests/${requestId}/improved-offers`, { method: 'POST', body })
    },
    onSuccess: (answer) => queries.setQueryData(ownResultQuery(requestId).queryKey, answer),
  })
}

interface OfferFormProps {
  round: Round
  publicKey: string
  requestId: string
}

function OfferForm({ round, publicKey, requestId }: OfferFormProps) {
  const { t } = useTranslation('results')
  const [eurYear, setEurYear] = useState<number>()
  const [isTooLow, setTooLow] = useState(false)
  const format = useFormats()
  const sending = useSend(round, publicKey, requestId)
  const least = round.bidEurYear ?? 0
  const submit = () => {
    const low = eurYear === undefined || eurYear <= least
    setTooLow(low)
    if (!low) sending.mutate(Math.round(eurYear * 100) / 100)
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <p>{t('own.roundSealed')}</p>
      <Failure error={sending.error} />
      <NumberField
        id={`offer-${round.id}`}
        label={t('own.offer', { lot: round.lotNumber })}
        unit="€"
        maximum={mostEurYear}
        error={isTooLow ? t('own.offerLow', { bid: format.euro(least) }) : undefined}
        value={eurYear}
        onChange={setEurYear}
      />
      <Button type="submit" look="primary" isPending={sending.isPending}>
        {t('own.offerSend')}
      </Button>
    </Form>
  )
}

/** A round of improved offers one is asked to take part in: until when, and the offer, once. */
export function ImprovedOffer({ round, requestId }: { round: Round; requestId: string }) {
  const { t } = useTranslation('results')
  const format = useFormats()
  const { lotNumber, dueAt, bidEurYear, sentAt, isRunning, publicKey } = round
  return (
    <>
      <h3>{t('own.rounds')}</h3>
      <p>
        {isRunning
          ? t('own.round', {
              lot: lotNumber,
              bid: format.euro(bidEurYear ?? 0),
              date: format.dateTime(dueAt),
            })
          : t('own.roundOver', { lot: lotNumber })}{' '}
        {sentAt && t('own.roundSent', { date: format.dateTime(sentAt) })}
      </p>
      {isRunning && !sentAt && publicKey && (
        <OfferForm round={round} publicKey={publicKey} requestId={requestId} />
      )}
    </>
  )
}
