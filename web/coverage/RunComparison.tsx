import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Area, Coverage, Indicator, KeptRun } from '#schema/coverage'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { RadioGroup, SelectField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Table } from '../ui/Table.tsx'
import styles from './coverage.module.css'
import {
  areasOf,
  type ComparedKind,
  comparedKinds,
  coverageQuery,
  figuresQuery,
  indicatorsOf,
} from './coverageApi.ts'
import { comparable, type HistoryState } from './historyState.ts'
import { useIndicatorOptions } from './useIndicatorOptions.ts'
import { useValueWords } from './values.ts'
import own from './whatIf.module.css'

interface RunComparisonProps {
  runs: readonly KeptRun[]
  earlier: KeptRun
  later: KeptRun
  state: HistoryState
  onChange: (changes: Partial<HistoryState>) => void
}

interface DifferencesProps extends Pick<RunComparisonProps, 'earlier' | 'later' | 'state'> {
  before: Coverage
  after: Coverage
  indicator: Indicator
}

function useDifferenceText({ unit, id }: Indicator) {
  const words = useValueWords()
  const { t } = useTranslation('coverage')
  return (before: Area | undefined, after: Area): string => {
    const [one, other] = [before?.values[id].value ?? null, after.values[id].value]
    if (one === null || other === null) return t('state.unknown')
    const text = words.number(Math.abs(other - one), unit)
    if (text === words.number(0, unit)) return t('history.same')
    if (unit === 'share')
      return t(other > one ? 'history.pointsUp' : 'history.pointsDown', { text: text.slice(0, -1) })
    return `${other > one ? '+' : '−'}${text}`
  }
}

/** Each area on both days, and what has changed where the two may be compared. */
function Differences({ before, after, indicator, earlier, later, state }: DifferencesProps) {
  const { t } = useTranslation('coverage')
  const format = useFormats()
  const language = useLanguage()
  const words = useValueWords()
  const differenceText = useDifferenceText(indicator)
  const compares = comparable(earlier, later)
  const byCode = new Map(before.areas.map((area) => [`${area.kind} ${area.code}`, area]))
  const areas = [...areasOf(after, state.kind), ...areasOf(after, 'city')]
  const dates = [earlier, later].map(({ id, date }) => t('history.column', { date: format.date(date), id }))
  const caption = t('history.caption', { title: indicator.title[language] })
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={caption}>
      <Table
        caption={caption}
        heads={[t(`one.${state.kind}`), ...dates, ...(compares ? [t('history.difference')] : [])]}
        className={own.table}
      >
        {areas.map((area) => {
          const old = byCode.get(`${area.kind} ${area.code}`)
          return (
            <tr key={`${area.kind} ${area.code}`} className={area.kind === 'city' ? own.sum : undefined}>
              <th scope="row">{area.name}</th>
              <td>{old ? words.short(old.values[indicator.id], indicator) : t('state.unknown')}</td>
              <td>{words.short(area.values[indicator.id], indicator)}</td>
              {compares && <td>{differenceText(old, area)}</td>}
            </tr>
          )
        })}
      </Table>
    </div>
  )
}

function Choices({
  runs,
  earlier,
  later,
  state,
  onChange,
  indicators,
}: RunComparisonProps & { indicators: Indicator[] }) {
  const { t } = useTranslation('coverage')
  const format = useFormats()
  const options = runs.map(({ id, date, reason }) => ({
    value: String(id),
    label: t('history.option', { date: format.date(date), reason: t(`history.reason.${reason}`), id }),
  }))
  return (
    <div className={styles.controls}>
      <SelectField
        id="history-from"
        label={t('history.from')}
        value={String(earlier.id)}
        onChange={(id) => onChange({ from: Number(id), to: later.id })}
        options={options}
      />
      <SelectField
        id="history-to"
        label={t('history.to')}
        value={String(later.id)}
        onChange={(id) => onChange({ from: earlier.id, to: Number(id) })}
        options={options}
      />
      <SelectField
        id="history-indicator"
        label={t('compare.indicator')}
        value={state.indicator}
        onChange={(indicator) => onChange({ indicator: indicator as Indicator['id'] })}
        options={useIndicatorOptions(indicators)}
      />
      <RadioGroup
        id="history-kind"
        inRow
        label={t('compare.kind')}
        value={state.kind}
        onChange={(kind) => onChange({ kind: kind as ComparedKind })}
        options={comparedKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
    </div>
  )
}

/** One figure in all areas on two days. */
export function RunComparison(props: RunComparisonProps) {
  const { earlier, later, state } = props
  const { t } = useTranslation('coverage')
  const before = useQuery(figuresQuery(state.kind, { run: earlier.id }))
  const after = useQuery(figuresQuery(state.kind, { run: later.id }))
  const indicators = after.data ? indicatorsOf(after.data, state.kind) : []
  const indicator = indicators.find(({ id }) => id === state.indicator) ?? indicators[0]
  const error = before.error ?? after.error
  const retry = () => void Promise.all([before.refetch(), after.refetch()])
  return (
    <section>
      <Choices {...props} indicators={indicators} />
      {error && <ErrorState error={error} onRetry={retry} />}
      {!error && !(before.data && after.data) && <Skeleton lines={10} />}
      {!comparable(earlier, later) && (
        <Note tone="warn" icon="warn">
          {t('history.differ', {
            one: `${earlier.method}, ${t(`travel.${earlier.travel}`)}`,
            other: `${later.method}, ${t(`travel.${later.travel}`)}`,
          })}
        </Note>
      )}
      {earlier.dataVersion === later.dataVersion && <Note>{t('history.sameData')}</Note>}
      {before.data && after.data && indicator && (
        <>
          <Differences {...props} before={before.data} after={after.data} indicator={indicator} />
          <div className={styles.downloads}>
            <Link to={`/coverage/indicators/${indicator.id}`}>{t('note.definition')}</Link>
            {[earlier, later].map(({ id }) => (
              <a
                key={id}
                href={`/api/coverage.csv?${coverageQuery(['city', state.kind], { run: id })}`}
                download
              >
                {t('history.csv', { id })}
              </a>
            ))}
          </div>
        </>
      )}
    </section>
  )
}
