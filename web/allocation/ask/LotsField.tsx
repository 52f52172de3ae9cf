import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MyRequest, Target } from '#schema/allocation'
import type { Call, Lot } from '#schema/calls'
import { useFormats } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { FieldHint } from '../../ui/fields.tsx'
import { requestQuery } from '../requestsApi.ts'
import type { Draft } from '../useDraft.ts'
import styles from './ask.module.css'
import type { FieldsProps } from './FormStep.tsx'
import { PriceField } from './PriceField.tsx'

/** Saves the lots of the draft in their order, and reads it again. */
function useOrder(request: MyRequest, draft: Draft) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (lots: number[]) => draft.saveWith({ lots }),
    onSettled: () => queries.invalidateQueries({ queryKey: requestQuery(request.id).queryKey, exact: true }),
  })
}

/** The lots with one of them moved by one place. */
function moved(lots: readonly number[], from: number, by: 1 | -1): number[] {
  const order = [...lots]
  const [lot] = order.splice(from, 1)
  if (lot !== undefined) order.splice(from + by, 0, lot)
  return order
}

interface ChosenProps extends FieldsProps {
  request: MyRequest
  call: Call
  target: Target
  index: number
  lots: readonly number[]
  isPending: boolean
  onOrder: (lots: number[], said: string) => void
}

function LotWords({ lot, title }: { lot: Lot | undefined; title: string }) {
  const { t } = useTranslation('requests')
  const format = useFormats()
  const spaces = lot?.spaces.map(({ name, code }) => name ?? code).join(', ')
  const rent = lot?.baseRentEurYear
  return (
    <>
      <b>{t('lots.lot', { number: lot?.number ?? 0, title })}</b>
      <span>
        {[spaces, typeof rent === 'number' && t('lots.base', { base: format.euro(rent) })]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  )
}

/** A lot that is asked for: its place among the others, and its price where the call takes one. */
function ChosenLot(props: ChosenProps) {
  const { request, call, target, index, lots, isPending, onOrder, draft, errorOf } = props
  const { t } = useTranslation('requests')
  const lot = call.lots.find(({ id }) => id === target.lotId)
  const number = target.lotNumber ?? 0
  const move = (by: 1 | -1) =>
    onOrder(moved(lots, index, by), t('lots.moved', { number, place: index + by + 1 }))
  return (
    <li className={styles.lot}>
      <span className={styles.lotWords}>
        <LotWords lot={lot} title={target.title} />
      </span>
      <span className={styles.lotButtons}>
        {lots.length > 1 && (
          <>
            <Button
              look="quiet"
              isDisabled={index === 0 || isPending}
              aria-label={t('lots.up', { number })}
              onPress={() => move(-1)}
            >
              ↑
            </Button>
            <Button
              look="quiet"
              isDisabled={index === lots.length - 1 || isPending}
              aria-label={t('lots.down', { number })}
              onPress={() => move(1)}
            >
              ↓
            </Button>
            <Button
              look="quiet"
              icon="close"
              isDisabled={isPending}
              aria-label={t('lots.remove', { number })}
              onPress={() =>
                onOrder(
                  lots.filter((id) => id !== target.lotId),
                  t('lots.removed', { number }),
                )
              }
            />
          </>
        )}
      </span>
      {call.criteria?.price && call.bidKey && lot && (
        <PriceField
          request={request}
          draft={draft}
          lot={lot}
          publicKey={call.bidKey}
          hash={target.priceHash}
          error={errorOf(`prices-${lot.id}`)}
        />
      )}
    </li>
  )
}

interface LotsFieldProps extends FieldsProps {
  request: MyRequest
  call: Call
}

/** What is asked for: one lot of the call or several, the preferred first. */
export function LotsField({ request, draft, call, errorOf }: LotsFieldProps) {
  const { t } = useTranslation('requests')
  const [said, setSaid] = useState('')
  const order = useOrder(request, draft)
  const lots = request.targets.flatMap(({ lotId }) => lotId ?? [])
  const others = call.lots.filter(({ id, spaces }) => !lots.includes(id) && spaces.length > 0)
  const onOrder = (next: number[], words: string) => order.mutate(next, { onSuccess: () => setSaid(words) })
  return (
    <fieldset className={styles.group} id="lots">
      <legend>{t('lots.title')}</legend>
      <FieldHint id="lots-hint">{t(lots.length > 1 ? 'lots.hintOrder' : 'lots.hint')}</FieldHint>
      <ol className={styles.lots}>
        {request.targets.map((target, index) => (
          <ChosenLot
            key={target.lotId}
            {...{ request, draft, call, target, index, lots, onOrder, errorOf }}
            isPending={order.isPending}
          />
        ))}
      </ol>
      {others.length > 0 && (
        <>
          <h3>{t('lots.others')}</h3>
          <ul className={styles.lots}>
            {others.map((lot) => (
              <li key={lot.id} className={styles.lot}>
                <span className={styles.lotWords}>
                  <LotWords lot={lot} title={lot.title} />
                </span>
                <span className={styles.lotButtons}>
                  <Button
                    icon="plus"
                    isDisabled={order.isPending}
                    aria-label={t('lots.add', { number: lot.number })}
                    onPress={() => onOrder([...lots, lot.id], t('lots.added', { number: lot.number }))}
                  >
                    {t('lots.addShort')}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Failure error={order.error} />
      <p className="vh" role="status">
        {said}
      </p>
    </fieldset>
  )
}
