import { useTranslation } from 'react-i18next'
import type { PointRow, PointSort, Setup } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import type { Chosen } from './BulkBar.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import styles from './points.module.css'
import { type PointsState, writePointsState } from './pointsState.ts'
import { useTitles } from './words.ts'

interface PointsTableProps {
  setup: Setup
  state: PointsState
  items: readonly PointRow[]
  chosen: Chosen
  onChoose: (chosen: Chosen) => void
}

const columns = [
  ['number', 'number'],
  ['synthesis', 'synthesis'],
  ['themes', null],
  ['provision', 'provision'],
  ['district', 'district'],
  ['assignee', 'assignee'],
  ['place', 'place'],
  ['due', 'due'],
  ['group', 'group'],
  ['outcome', 'outcome'],
] as const satisfies readonly (readonly [string, PointSort | null])[]

/** A heading that orders the table by its column; pressed again, the other way round. */
function Heading({
  state,
  column,
  sort,
}: {
  state: PointsState
  column: (typeof columns)[number][0]
  sort: PointSort | null
}) {
  const { t } = useTranslation('points')
  const isSorted = sort !== null && (state.sort ?? 'number') === sort
  const direction = state.descending ? 'descending' : 'ascending'
  return (
    <th scope="col" className={styles[column]} aria-sort={isSorted ? direction : undefined}>
      {sort === null ? (
        t(`column.${column}`)
      ) : (
        <Link
          to={writePointsState({
            ...state,
            sort: sort === 'number' ? undefined : sort,
            descending: isSorted && !state.descending,
            page: 1,
          })}
        >
          {t(`column.${column}`)}
          {isSorted && <span aria-hidden="true">{state.descending ? ' ↓' : ' ↑'}</span>}
        </Link>
      )}
    </th>
  )
}

function Cells({ setup, item, address }: { setup: Setup; item: PointRow; address: string }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const titles = useTitles(setup)
  return (
    <>
      <th scope="row">
        <Link to={address}>{item.reference}</Link>
        {item.isLate && <Tag tone="warn">{t('late')}</Tag>}
        {item.prescription && <Tag>{t('prescription')}</Tag>}
      </th>
      <td className={styles.synthesis}>
        <span>{item.synthesis ?? item.excerpt}</span>
      </td>
      <td>{item.themes.map(titles.theme).join(', ')}</td>
      <td>{item.provision ?? t(`target.${item.target}`)}</td>
      <td>{item.district && t('districtName', { code: item.district })}</td>
      <td>{item.assignee?.name ?? <i>{t('none')}</i>}</td>
      <td>{titles.place(item.placeId)}</td>
      <td>{item.dueOn && format.date(item.dueOn)}</td>
      <td>{item.groupId !== null && t('groupOf', { count: item.groupSize })}</td>
      <td>
        <OutcomeTag outcome={item.outcome} stage={item.stage} />
      </td>
    </>
  )
}

/** Points, one to a line, each to be chosen; on a phone, one to a card. */
export function PointsTable({ setup, state, items, chosen, onChoose }: PointsTableProps) {
  const { t } = useTranslation('points')
  const all = items.every(({ id }) => chosen.has(id))
  const choose = (rows: readonly PointRow[], on: boolean) => {
    const next = new Map(chosen)
    for (const { id, version } of rows) {
      if (on) next.set(id, version)
      else next.delete(id)
    }
    onChoose(next)
  }
  return (
    <div className={styles.tableWrap} tabIndex={0} role="region" aria-label={t('caption')}>
      <table className={styles.table}>
        <caption className="vh">{t('caption')}</caption>
        <thead>
          <tr>
            <td className={styles.choose}>
              <input
                type="checkbox"
                aria-label={t('choosePage')}
                checked={all}
                onChange={() => choose(items, !all)}
              />
            </td>
            {columns.map(([column, sort]) => (
              <Heading key={column} state={state} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td className={styles.choose}>
                <input
                  type="checkbox"
                  aria-label={t('chooseOne', { reference: item.reference })}
                  checked={chosen.has(item.id)}
                  onChange={() => choose([item], !chosen.has(item.id))}
                />
              </td>
              <Cells setup={setup} item={item} address={writePointsState(state, `/desk/points/${item.id}`)} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
