import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { stepWords } from '#rules/districtPages'
import type { SpaceRow } from '#schema/districtPages'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Pager } from '../ui/Pager.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { StatusSign } from '../ui/StatusSign.tsx'
import { useGo } from '../url/navigate.ts'
import { type SpaceTableState, spaceRowsQuery, spaceTableSize } from './districtApi.ts'
import styles from './districts.module.css'
import { pressedHead, readSpaceTable, spaceTableAddress } from './spaceTableState.ts'
import tables from './tables.module.css'

const heads = ['name', 'status', 'months', 'area', 'next'] as const

interface HeadsProps {
  number: string
  state: SpaceTableState
}

function Heads({ number, state }: HeadsProps) {
  const { t } = useTranslation('districts')
  const go = useGo()
  return (
    <tr>
      {heads.map((head) => {
        const isOn = state.sort === head
        const way = state.descending ? 'descending' : 'ascending'
        return (
          <th
            key={head}
            scope="col"
            aria-sort={isOn ? way : 'none'}
            className={head === 'months' || head === 'area' ? tables.number : undefined}
          >
            <button
              type="button"
              className={tables.sort}
              onClick={() => go(spaceTableAddress(number, pressedHead(state, head)), { replace: true })}
            >
              {t(`spaces.${head}`)}
              <span aria-hidden="true">{isOn ? (state.descending ? ' ↓' : ' ↑') : ''}</span>
            </button>
          </th>
        )
      })}
      <th scope="col">{t('spaces.office')}</th>
    </tr>
  )
}

function Row({ row }: { row: SpaceRow }) {
  const { t } = useTranslation('districts')
  const format = useFormats()
  const language = useLanguage()
  const { code, name, place, status, monthsIdle, areaM2, next, office } = row
  const reason = language === 'en' ? next.reasonEn : next.reason
  return (
    <tr>
      <th scope="row">
        <Link to={`/spaces/${encodeURIComponent(code)}`}>{name}</Link>
        <small>{[code, place !== name && place].filter(Boolean).join(' · ')}</small>
      </th>
      <td>
        <StatusSign status={status} />
      </td>
      <td className={tables.number} data-label={t('spaces.months')}>
        {monthsIdle === null ? <i>{t('spaces.unknown')}</i> : format.number(monthsIdle)}
      </td>
      <td className={tables.number} data-label="m²">
        {areaM2 === null ? <i>{t('spaces.unknown')}</i> : format.number(areaM2, 1, 0)}
      </td>
      <td>
        <b>{stepWords[next.code][language]}</b>
        {next.until && ` ${t('spaces.until', { date: format.date(next.until) })}`}
        <small>{reason}</small>
      </td>
      <td>{office}</td>
    </tr>
  )
}

/** Every space of a district: how long it waits, what comes next and which office sees to it. */
export function SpacesTable({ number }: { number: string }) {
  const { t } = useTranslation('districts')
  const format = useFormats()
  const [search] = useSearchParams()
  const state = readSpaceTable(search)
  const { data, error, refetch } = useQuery({
    ...spaceRowsQuery(number, state),
    placeholderData: keepPreviousData,
  })
  return (
    <section className={styles.section} aria-labelledby="spaces">
      <header className={styles.head}>
        <h2 id="spaces">{t('spaces.title')}</h2>
        {data && <p>{t('spaces.note', { count: data.total, number: format.number(data.total) })}</p>}
        <Link className={styles.right} to={`/?district=${encodeURIComponent(number)}`}>
          {t('spaces.onMap')}
        </Link>
      </header>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data?.total === 0 && <p>{t('spaces.none')}</p>}
      {data && data.total > 0 && (
        <>
          <table className={`${tables.table} ${tables.spaces}`}>
            <caption className="vh">{t('spaces.sorted', { name: t(`spaces.${state.sort}`) })}</caption>
            <thead>
              <Heads number={number} state={state} />
            </thead>
            <tbody>
              {data.items.map((row) => (
                <Row key={row.code} row={row} />
              ))}
            </tbody>
          </table>
          <Pager
            label={t('spaces.title')}
            page={state.page}
            size={spaceTableSize}
            total={data.total}
            to={(page) => spaceTableAddress(number, { ...state, page })}
            className={tables.pager}
          />
        </>
      )}
    </section>
  )
}
