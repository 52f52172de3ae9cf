import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MyRequest } from '#schema/allocation'
import type { Lot } from '#schema/calls'
import { sealPrice } from '../../bids/sealing.ts'
import { useFormats } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Note } from '../../ui/marks.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { requestQuery } from '../requestsApi.ts'
import type { Draft } from '../useDraft.ts'
import styles from './ask.module.css'

interface PriceFieldProps {
  request: MyRequest
  draft: Draft
  lot: Lot
  /** Of the call. */
  publicKey: string
  /** Fingerprint of the price that is sealed; null while none is. */
  hash: string | null
  error: string | undefined
}

const mostEurYear = 100_000_000
const hasCents = (value: number) => Math.round(value * 100) / 100 === value

function useSeal({ request, draft, lot, publicKey }: PriceFieldProps, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (eurYear: number) => {
      const sealed = await sealPrice(publicKey, { request: request.id, lot: lot.id }, eurYear)
      await draft.saveWith({ prices: [{ lot: lot.id, sealed }] })
      await queries.invalidateQueries({ queryKey: requestQuery(request.id).queryKey, exact: true })
    },
    onSuccess: onDone,
  })
}

function SealedPrice({ lot, hash, onReplace }: { lot: Lot; hash: string; onReplace: () => void }) {
  const { t } = useTranslation('bids')
  return (
    <div className={styles.price} id={`prices-${lot.id}`}>
      <p>
        <Icon name="ok" size={16} /> <b>{t('price.sealed', { number: lot.number })}</b>{' '}
        {t('price.sealedNote', { hash: hash.slice(0, 12) })}
      </p>
      <p>
        <Button onPress={onReplace}>{t('price.replace', { number: lot.number })}</Button>
      </p>
    </div>
  )
}

/** The price of one lot, sealed on this page; what was typed is forgotten with it. */
export function PriceField(props: PriceFieldProps) {
  const { lot, hash, error } = props
  const { t } = useTranslation('bids')
  const format = useFormats()
  const [isOpen, setOpen] = useState(false)
  const [eurYear, setEurYear] = useState<number | undefined>()
  const [fault, setFault] = useState<string>()
  const close = () => {
    setOpen(false)
    setEurYear(undefined)
    setFault(undefined)
  }
  const seal = useSeal(props, close)
  const base = lot.baseRentEurYear ?? 0
  const submit = () => {
    if (eurYear === undefined || !hasCents(eurYear)) return setFault(t('price.notAPrice'))
    if (eurYear < base) return setFault(t('price.belowBase', { base: format.euro(base) }))
    setFault(undefined)
    seal.mutate(eurYear)
  }
  return (
    <>
      <p className="vh" role="status">
        {seal.isSuccess && !isOpen && t('price.sealed', { number: lot.number })}
      </p>
      {hash && !isOpen ? (
        <SealedPrice lot={lot} hash={hash} onReplace={() => setOpen(true)} />
      ) : (
        <div className={styles.price}>
          <NumberField
            id={`prices-${lot.id}`}
            label={t('price.label', { number: lot.number })}
            hint={base > 0 ? t('price.hint', { base: format.euro(base) }) : t('price.hintFree')}
            unit={t('price.unit')}
            maximum={mostEurYear}
            value={eurYear}
            onChange={setEurYear}
            error={fault ?? error}
          />
          <Note tone="warn" icon="warn">
            {t('price.warning')}
          </Note>
          <Failure error={seal.error} />
          <p className={styles.lotButtons}>
            <Button isPending={seal.isPending} onPress={submit}>
              {seal.isPending ? t('price.sealing') : t('price.seal', { number: lot.number })}
            </Button>
            {hash && (
              <Button look="quiet" onPress={close}>
                {t('price.keep')}
              </Button>
            )}
          </p>
        </div>
      )}
    </>
  )
}
