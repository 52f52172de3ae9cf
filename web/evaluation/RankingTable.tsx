import { useTranslation } from 'react-i18next'
import type { RankedLotContent, RankingContent, RankingEntry } from '#schema/evaluation'
import { useFormats } from '../i18n/format.ts'
import { Tag } from '../ui/marks.tsx'
import styles from './evaluation.module.css'

interface LotTableProps {
  lot: RankedLotContent
  /** Whether prices stand in it, and points of projects. */
  priced: boolean
  scored: boolean
  /** Number of a request → lot it has, in this ranking. */
  held: Readonly<Record<string, number>>
  /** Number of a request → name that may be shown. */
  names?: Readonly<Record<string, string>> | undefined
  /** The reader's own request. */
  mine?: string | undefined
}

/** The price a request is bound by: what it bid, or offered after a tie. EUR a year. */
export const bindingPrice = ({ bidEurYear, improvedEurYear }: RankingEntry): number | null =>
  improvedEurYear ?? bidEurYear

/** Whether bids count in a ranking. */
export const isPriced = ({ lots }: RankingContent): boolean =>
  lots.some(({ entries }) => entries.some(({ pricePoints }) => pricePoints !== null))

/** Why a request that stands before the one that has the lot does not have it; null for the others. */
function usePassedOver({ lot, held }: Pick<LotTableProps, 'lot' | 'held'>) {
  const { t } = useTranslation('results')
  const winner = lot.entries.find(({ number }) => number === lot.winner)
  return ({ number, rank }: RankingEntry): string | null => {
    if (!winner?.rank || rank === null || rank >= winner.rank) return null
    const other = held[number]
    return other === undefined ? t('passedOver') : t('hasLot', { number: other })
  }
}

function Place({ entry }: { entry: RankingEntry }) {
  const { t } = useTranslation('results')
  if (entry.rank === null) return entry.reason && t(`reason.${entry.reason}`)
  return (
    <>
      {entry.rank}
      {entry.partedBy && <small> {t(`partedBy.${entry.partedBy}`)}</small>}
    </>
  )
}

function EntryRow({ entry, names = {}, mine, ...table }: LotTableProps & { entry: RankingEntry }) {
  const { lot, priced, scored } = table
  const { t } = useTranslation('results')
  const format = useFormats()
  const points = (value: number | null) => (value === null ? '–' : format.number(value, 2, 0))
  const price = bindingPrice(entry)
  const passedOver = usePassedOver(table)(entry)
  const wins = lot.winner === entry.number
  const look = wins ? styles.winner : mine === entry.number ? styles.mine : undefined
  return (
    <tr className={look}>
      <td data-label={t(entry.rank === null ? 'column.out' : 'column.rank')}>
        <Place entry={entry} />
      </td>
      <th scope="row">
        {names[entry.number] ?? entry.number} {names[entry.number] && `(${entry.number})`}{' '}
        {wins && <Tag tone="ok">{t('wins')}</Tag>} {passedOver && <Tag>{passedOver}</Tag>}{' '}
        {mine === entry.number && <Tag tone="blue">{t('mine')}</Tag>}
      </th>
      {scored && (
        <td className={styles.figure} data-label={t('column.technical')}>
          {points(entry.technicalPoints)}
        </td>
      )}
      {priced && (
        <>
          <td className={styles.figure} data-label={t('column.bid')}>
            {price === null ? '–' : format.euro(price)}
          </td>
          <td className={styles.figure} data-label={t('column.price')}>
            {points(entry.pricePoints)}
          </td>
          <td className={styles.figure} data-label={t('column.total')}>
            {points(entry.totalPoints)}
          </td>
        </>
      )}
    </tr>
  )
}

function LotTable(props: LotTableProps) {
  const { t } = useTranslation('results')
  const { lot, priced, scored } = props
  return (
    <table className={styles.rows}>
      <caption>{t('lot', { number: lot.number, title: lot.title })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('column.rank')}</th>
          <th scope="col">{t('column.request')}</th>
          {scored && (
            <th scope="col" className={styles.figure}>
              {t('column.technical')}
            </th>
          )}
          {priced &&
            (['bid', 'price', 'total'] as const).map((column) => (
              <th key={column} scope="col" className={styles.figure}>
                {t(`column.${column}`)}
              </th>
            ))}
        </tr>
      </thead>
      <tbody>
        {lot.entries.map((entry) => (
          <EntryRow key={entry.number} {...props} entry={entry} />
        ))}
      </tbody>
    </table>
  )
}

interface RankingTableProps extends Pick<LotTableProps, 'names' | 'mine'> {
  content: RankingContent
}

/** A ranking, a table for each lot: who has it, and who was left out and why. */
export function RankingTable({ content, ...rest }: RankingTableProps) {
  const { t } = useTranslation('results')
  const priced = isPriced(content)
  const held = Object.fromEntries(
    content.lots.flatMap(({ number, winner }) => (winner ? [[winner, number]] : [])),
  )
  const scored = content.lots.some(({ entries }) =>
    entries.some(({ points }) => Object.keys(points).length > 0),
  )
  return content.lots.map((lot) =>
    lot.entries.length > 0 ? (
      <LotTable key={lot.number} {...rest} lot={lot} priced={priced} scored={scored} held={held} />
    ) : (
      <p key={lot.number}>
        <b>{t('lot', { number: lot.number, title: lot.title })}</b>: {t('noEntries')}
      </p>
    ),
  )
}
