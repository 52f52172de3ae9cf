import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { type CopyCounts, copyParts, type Queue } from '#schema/redaction'
import { useFormats } from '../i18n/format.ts'
import { DeskFrame } from '../points/DeskFrame.tsx'
import { useSplitWords } from '../points/splitWords.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Pager } from '../ui/Pager.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Table } from '../ui/Table.tsx'
import { useTypedText } from '../ui/useTypedText.ts'
import { useGo } from '../url/navigate.ts'
import styles from './redaction.module.css'
import { queueQuery } from './redactionApi.ts'
import {
  pageSize,
  queueParameters,
  queueStates,
  type RedactionState,
  readRedactionState,
  writeRedactionState,
} from './redactionState.ts'
import { toneOf } from './words.ts'

/** The state of the queue in the address, also of pages that only carry it along. */
export function useRedactionState(): RedactionState {
  const { search } = useLocation()
  return useMemo(() => readRedactionState(new URLSearchParams(search)), [search])
}

/** How far a part is: signed of all, drawn and in figures. */
function Progress({ counts, name }: { counts: CopyCounts; name: string }) {
  const { t } = useTranslation('redaction')
  const format = useFormats()
  const share = counts.total === 0 ? 0 : (100 * counts.signed) / counts.total
  return (
    <div className={styles.progress}>
      <span>{name}</span>
      <span className={styles.bar} aria-hidden="true">
        <span style={{ inlineSize: `${share}%` }} />
      </span>
      <span>
        {t('signedOf', { signed: format.number(counts.signed), total: format.number(counts.total) })}
      </span>
    </div>
  )
}

function PartChoice({ state, queue }: { state: RedactionState; queue: Queue }) {
  const { t } = useTranslation('redaction')
  return (
    <nav className={styles.tabs} aria-label={t('parts')}>
      {copyParts.map((part) => (
        <Link
          key={part}
          to={writeRedactionState({ ...state, part, page: 1 })}
          aria-current={state.part === part ? 'page' : undefined}
        >
          <Progress counts={queue[part]} name={t(`part.${part}`)} />
        </Link>
      ))}
    </nav>
  )
}

function StateChoice({ state, counts }: { state: RedactionState; counts: CopyCounts }) {
  const { t } = useTranslation('redaction')
  const format = useFormats()
  const to = (chosen: RedactionState['state']) => writeRedactionState({ ...state, state: chosen, page: 1 })
  return (
    <nav className={styles.states} aria-label={t('states')}>
      <Link to={to(undefined)} aria-current={state.state === undefined ? 'page' : undefined}>
        {t('all')} <span>{format.number(counts.total)}</span>
      </Link>
      {queueStates.map((one) => (
        <Link key={one} to={to(one)} aria-current={state.state === one ? 'page' : undefined}>
          {t(`state.${one}`)} <span>{format.number(counts[one])}</span>
        </Link>
      ))}
    </nav>
  )
}

const typingPauseMs = 300

function SearchField({ state }: { state: RedactionState }) {
  const { t } = useTranslation('redaction')
  const go = useGo()
  const { text, setText, takeNow } = useTypedText(state.q, typingPauseMs, (q) =>
    go(writeRedactionState({ ...state, q, page: 1 }), { replace: true }),
  )
  return (
    <input
      type="search"
      className={styles.search}
      aria-label={t('search')}
      placeholder={t('search')}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      onBlur={takeNow}
    />
  )
}

function Row({ item, state }: { item: Queue['items'][number]; state: RedactionState }) {
  const { t } = useTranslation(['redaction', 'points'])
  const { submitter } = useSplitWords()
  const format = useFormats()
  const said = (name: string | null, at: string | null) => (name && at ? `${name}, ${format.date(at)}` : '')
  return (
    <tr>
      <th scope="row">
        <Link to={writeRedactionState(state, `/desk/redaction/${item.id}`)}>{item.reference}</Link>
      </th>
      <td className={styles.wide}>
        <span className={styles.clipped}>{(state.part === 'text' && item.synthesis) || item.excerpt}</span>
      </td>
      <td>{submitter(item.submitterKind)}</td>
      <td>
        {item.group && (
          <Link to={writeRedactionState({ ...state, group: item.group.id, page: 1 })}>
            {t('points:groupOf', { count: item.group.size })}
          </Link>
        )}
      </td>
      <td>
        <Tag tone={toneOf(item.state)}>{t(`redaction:state.${item.state}`)}</Tag>
      </td>
      <td>{said(item.madeBy, item.madeAt)}</td>
      <td>{said(item.signedBy, item.signedAt)}</td>
    </tr>
  )
}

function Items({ queue, state }: { queue: Queue; state: RedactionState }) {
  const { t } = useTranslation(['redaction', 'points'])
  if (queue.total === 0)
    return (
      <EmptyState title={t('none')}>
        <p>{t(state.part === 'reply' && queue.reply.total === 0 ? 'noReplies' : 'noneBody')}</p>
      </EmptyState>
    )
  const heads = (['number', 'what', 'who', 'group', 'state', 'made', 'signed'] as const).map((name) =>
    t(`column.${name}`),
  )
  return (
    <>
      <div className={styles.tableWrap} tabIndex={0} role="region" aria-label={t('caption')}>
        <Table caption={t('caption')} heads={heads} className={styles.table}>
          {queue.items.map((item) => (
            <Row key={item.id} item={item} state={state} />
          ))}
        </Table>
      </div>
      <Pager
        label={t('caption')}
        className={styles.pages}
        page={state.page}
        size={pageSize}
        total={queue.total}
        to={(page) => writeRedactionState({ ...state, page })}
      />
    </>
  )
}

function Copies({ plan }: { plan: string }) {
  const { t } = useTranslation('redaction')
  const go = useGo()
  const format = useFormats()
  const state = { ...useRedactionState(), plan }
  const offset = (state.page - 1) * pageSize
  const { data, error, refetch } = useQuery({
    ...queueQuery(`${queueParameters(state, plan)}&limit=${pageSize}&offset=${offset}`),
    placeholderData: keepPreviousData,
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={10} />
  return (
    <>
      <PartChoice state={state} queue={data} />
      <StateChoice state={state} counts={data[state.part]} />
      <div className={styles.tools}>
        <SearchField state={state} />
        {state.group && (
          <Button onPress={() => go(writeRedactionState({ ...state, group: undefined, page: 1 }))}>
            {t('anyGroup')}
          </Button>
        )}
        <p role="status">{t('found', { count: data.total, number: format.number(data.total) })}</p>
      </div>
      <Items queue={data} state={state} />
    </>
  )
}

/** The public copies of a plan: which are missing, made, signed, out of date, and mine to sign. */
export function RedactionPage() {
  const { t } = useTranslation('redaction')
  const { plan } = useRedactionState()
  return (
    <DeskFrame
      title={t('title')}
      aside={
        plan && <Link to={`/desk/plans/${encodeURIComponent(plan)}/publication`}>{t('toPublication')}</Link>
      }
    >
      {(setup) => <Copies plan={setup.plan.code} />}
    </DeskFrame>
  )
}
