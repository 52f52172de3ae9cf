import { useTranslation } from 'react-i18next'
import { channels } from '#schema/observations'
import { submissionKinds } from '#schema/plans'
import { useTypedText } from '../ui/useTypedText.ts'
import styles from './points.module.css'
import { useSplitWords } from './splitWords.ts'

/** Submissions of a page. */
export const pageSize = 50

/** What of the submissions is shown; those to split where nothing is said. */
const shows = ['toSplit', 'all', 'late', 'shutOut'] as const
type Show = (typeof shows)[number]

/** What the address of the page narrows the list by. */
export interface ListState {
  show: Show
  kind: string
  channel: string
  q: string
  page: number
}

/** Reads an address; what it does not know is left out. */
export function readListState(search: URLSearchParams): ListState {
  return {
    show: shows.find((one) => one === search.get('show')) ?? 'toSplit',
    kind: search.get('kind') ?? '',
    channel: search.get('channel') ?? '',
    q: search.get('q') ?? '',
    page: Math.max(1, Number(search.get('page')) || 1),
  }
}

/** The parameters of the server for a state. */
export const listParameters = ({ show, kind, channel, q, page }: ListState, plan: string): URLSearchParams =>
  new URLSearchParams({
    plan,
    limit: String(pageSize),
    offset: String((page - 1) * pageSize),
    ...(show !== 'all' && { [show]: 'true' }),
    ...(kind && { kind }),
    ...(channel && { channel }),
    ...(q && { q }),
  })

/** Writes the address of a state; the usual values are left out. */
export function listAddress({ show, page, ...state }: ListState, plan: string): string {
  const search = new URLSearchParams({ plan })
  for (const [name, value] of Object.entries(state)) if (value) search.set(name, value)
  if (show !== 'toSplit') search.set('show', show)
  if (page > 1) search.set('page', String(page))
  return `/desk/observations?${search}`
}

interface SubmissionFiltersProps {
  state: ListState
  onChange: (changes: Partial<ListState>) => void
}

/** What narrows the list of submissions. */
export function SubmissionFilters({ state, onChange }: SubmissionFiltersProps) {
  const { t } = useTranslation('points')
  const { say } = useSplitWords()
  const { text, setText, takeNow } = useTypedText(state.q, 300, (typed) => onChange({ q: typed.trim() }))
  const choice = (name: 'kind' | 'channel', values: readonly string[]) => (
    <select
      aria-label={t(`split.filter.${name}`)}
      data-active={state[name] !== '' || undefined}
      value={state[name]}
      onChange={({ target }) => onChange({ [name]: target.value })}
    >
      <option value="">{t('any', { name: t(`split.filter.${name}`) })}</option>
      {values.map((value) => (
        <option key={value} value={value}>
          {say(`${name}s`, value)}
        </option>
      ))}
    </select>
  )
  return (
    <div className={styles.tools}>
      <input
        type="search"
        aria-label={t('split.search')}
        placeholder={t('split.search')}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={takeNow}
      />
      <select
        aria-label={t('split.filter.show')}
        value={state.show}
        onChange={({ target }) => onChange({ show: shows.find((one) => one === target.value) ?? 'toSplit' })}
      >
        {shows.map((value) => (
          <option key={value} value={value}>
            {t(`split.show.${value}`)}
          </option>
        ))}
      </select>
      {choice('kind', submissionKinds)}
      {choice('channel', channels)}
    </div>
  )
}
