import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallBids, OpeningShare } from '#schema/bids'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { Checkbox, TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './bids.module.css'
import { bidsQuery, handInShare } from './bidsApi.ts'
import { openShares, WrongPassphraseError } from './custody.ts'

interface OpeningProps {
  bids: CallBids
  /** The round of improved offers; null for the prices of the requests. */
  round: number | null
}

type PaperPrices = Record<string, number | null | undefined>
const paperName = ({ request, lot }: { request: string; lot: number }) => `${request}-${lot}`

interface PaperFieldsProps {
  paper: CallBids['paper']
  prices: PaperPrices
  onChange: (prices: PaperPrices) => void
  tried: boolean
}

/** Paper envelopes, opened by the two people on the table: what each says, or that it cannot be read. */
function PaperFields({ paper, prices, onChange, tried }: PaperFieldsProps) {
  const { t } = useTranslation('bids')
  if (paper.length === 0) return null
  return (
    <fieldset className={styles.choices}>
      <legend>{t('opening.paper')}</legend>
      <p>{t('opening.paperNote')}</p>
      {paper.map((envelope) => {
        const name = paperName(envelope)
        const price = prices[name]
        return (
          <div key={name} className={styles.envelope}>
            <NumberField
              id={`paper-${name}`}
              label={t('opening.paperPrice', { number: envelope.number, lot: envelope.lotNumber })}
              maximum={100_000_000}
              unit={t('price.unit')}
              value={price ?? undefined}
              onChange={(eurYear) => onChange({ ...prices, [name]: eurYear })}
              error={tried && price === undefined ? t('opening.paperMissing') : undefined}
            />
            <Checkbox
              id={`paper-unreadable-${name}`}
              checked={price === null}
              onChange={(checked) => onChange({ ...prices, [name]: checked ? null : undefined })}
            >
              {t('opening.paperUnreadable', { number: envelope.number, lot: envelope.lotNumber })}
            </Checkbox>
          </div>
        )
      })}
    </fieldset>
  )
}

function useHandIn({ bids, round }: OpeningProps) {
  const queries = useQueryClient()
  const { code } = bids.call
  return useMutation({
    mutationFn: async ({ passphrase, paper }: { passphrase: string; paper: OpeningShare['paper'] }) =>
      handInShare(code, {
        shares: await openShares(passphrase, bids.shares),
        ...(round === null ? {} : { round }),
        ...(paper ? { paper } : {}),
      }),
    onSuccess: (now) => {
      queries.setQueryData(bidsQuery(code, round).queryKey, now)
      void queries.invalidateQueries({ queryKey: ['desk'] })
    },
  })
}

/** The passphrase of one custodian; with that of the second the prices open. */
function HandIn({ bids, round }: OpeningProps) {
  const { t } = useTranslation('bids')
  const [passphrase, setPassphrase] = useState('')
  const [prices, setPrices] = useState<PaperPrices>({})
  const [tried, setTried] = useState(false)
  const handIn = useHandIn({ bids, round })
  const isSecond = bids.waiting !== null && !bids.waiting.isMe
  const paper = isSecond ? bids.paper : []
  const isWrong = handIn.error instanceof WrongPassphraseError
  const submit = () => {
    setTried(true)
    const entries = paper.map((envelope) => ({ ...envelope, eurYear: prices[paperName(envelope)] }))
    if (passphrase === '' || entries.some(({ eurYear }) => eurYear === undefined)) return
    handIn.mutate(
      {
        passphrase,
        paper: isSecond
          ? entries.map(({ request, lot, eurYear }) => ({ request, lot, eurYear: eurYear ?? null }))
          : undefined,
      },
      { onSettled: () => setPassphrase('') },
    )
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <PaperFields paper={paper} prices={prices} onChange={setPrices} tried={tried} />
      <TextField
        id="opening-passphrase"
        type="password"
        label={t('opening.passphrase')}
        hint={t('opening.passphraseHint')}
        value={passphrase}
        onChange={setPassphrase}
        error={isWrong ? t('opening.wrongPassphrase') : undefined}
        maxLength={200}
      />
      {!isWrong && <Failure error={handIn.error} />}
      <p>
        <Button type="submit" look="primary" isPending={handIn.isPending}>
          {t(handIn.isPending ? 'opening.working' : isSecond ? 'opening.second' : 'opening.first')}
        </Button>
      </p>
    </Form>
  )
}

function OpenedPrices({ opened }: { opened: NonNullable<CallBids['opened']> }) {
  const { t } = useTranslation('bids')
  const format = useFormats()
  return (
    <>
      <p>
        {t('opening.done', {
          date: format.dateTime(opened.at),
          first: opened.firstBy,
          second: opened.secondBy,
        })}
      </p>
      {opened.prices.length === 0 && <p>{t('opening.nothing')}</p>}
      {opened.prices.length > 0 && (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('opening.table')}>
          <table className={styles.table}>
            <caption className="vh">{t('opening.table')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('opening.lot')}</th>
                <th scope="col">{t('opening.request')}</th>
                <th scope="col" className={styles.figure}>
                  {t('opening.price')}
                </th>
              </tr>
            </thead>
            <tbody>
              {opened.prices.map(({ request, number, lotNumber, eurYear, problem }) => (
                <tr key={`${request} ${lotNumber}`}>
                  <td>{lotNumber}</td>
                  <th scope="row">
                    <Link to={`/desk/requests/${request}`}>{number}</Link>
                  </th>
                  <td className={styles.figure}>
                    {eurYear !== null ? format.euro(eurYear) : problem && t(`problem.${problem}`)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function Waiting({ waiting }: { waiting: NonNullable<CallBids['waiting']> }) {
  const { t } = useTranslation('bids')
  const format = useFormats()
  return (
    <Note icon="clock" tone="warn">
      {t(waiting.isMe ? 'opening.waitingMe' : 'opening.waiting', {
        name: waiting.by,
        time: format.time(waiting.expiresAt),
      })}
    </Note>
  )
}

/**
 * Opening sealed prices: a session of two custodians, each with a passphrase of their own. It stands on the
 * page of the bids of a call and wherever the evaluation leads to it.
 */
export function PriceOpening({ bids, round }: OpeningProps) {
  const { t } = useTranslation('bids')
  return (
    <section className={styles.section}>
      <h2>{t(round === null ? 'opening.title' : 'opening.titleRound')}</h2>
      <p>{t('opening.intro')}</p>
      <div role="status">
        {bids.opened && <OpenedPrices opened={bids.opened} />}
        {!bids.opened && bids.refusal && <Note>{t(`refusal.${bids.refusal}`)}</Note>}
        {bids.waiting && !bids.opened && <Waiting waiting={bids.waiting} />}
      </div>
      {bids.refusal === null && !bids.waiting?.isMe && <HandIn bids={bids} round={round} />}
    </section>
  )
}
