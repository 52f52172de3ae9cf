import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { RegisterStatistics } from '#schema/register'
import { useFormats } from '../i18n/format.ts'
import { OutcomeLegend } from '../points/OutcomeLegend.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { OutcomeBars } from './OutcomeBars.tsx'
import { PlanLine, RegisterFrame, Unread } from './RegisterFrame.tsx'
import styles from './register.module.css'
import { listQuery, statisticsQuery } from './registerApi.ts'
import {
  type FilterName,
  filterParameters,
  type RegisterState,
  registerPath,
  writeRegisterState,
} from './registerState.ts'
import { useRegisterState } from './useRegisterState.ts'
import { useChoiceWords } from './words.ts'

type Series = RegisterStatistics['series'][number]
type Counts = RegisterStatistics['outcomes']

interface Row {
  key: string
  name: string
  /** The points of the row in the register. */
  to: string
  count: number
  outcomes: Counts
}

const countOf = (outcomes: Counts, outcome: Counts[number]['outcome']) =>
  outcomes.find((one) => one.outcome === outcome)?.count ?? 0

/** How many of each outcome, and in all; a name leads to the points behind its numbers. */
function FiguresTable({
  caption,
  head,
  rows,
  outcomes,
}: {
  caption: string
  head: string
  rows: Row[]
  outcomes: Counts
}) {
  const { t } = useTranslation(['register', 'points'])
  const format = useFormats()
  return (
    <div className={styles.tableWrap} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles.table}>
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">{t('register:statistics.count')}</th>
            {outcomes.map(({ outcome }) => (
              <th key={outcome} scope="col">
                {t(`points:outcome.${outcome ?? 'none'}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <Link to={row.to}>{row.name}</Link>
              </th>
              <td>{format.number(row.count)}</td>
              {outcomes.map(({ outcome }) => (
                <td key={outcome}>{format.number(countOf(row.outcomes, outcome))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface PartProps {
  code: string
  state: RegisterState
  statistics: RegisterStatistics
}

/** The address of the register with one more value of a filter. */
const narrowedTo = ({ code, state }: Omit<PartProps, 'statistics'>, name: FilterName, value: string) =>
  writeRegisterState(registerPath(code), { ...state, page: 1, filters: { ...state.filters, [name]: value } })

function ByOutcome({ code, state, statistics }: PartProps) {
  const { t } = useTranslation(['register', 'points'])
  const format = useFormats()
  const title = t('register:statistics.by.outcome')
  return (
    <section className={styles.series}>
      <h2>{title}</h2>
      <div className={styles.beside}>
        <OutcomeBars
          label={t('register:statistics.chart', { title })}
          rows={statistics.outcomes.map(({ outcome, count }) => ({
            key: outcome ?? 'none',
            name: t(`points:outcome.${outcome ?? 'none'}`),
            count,
            outcomes: [{ outcome, count }],
          }))}
        />
        <div className={styles.tableWrap}>
          <table className={styles.table}>
            <caption className="vh">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{t('register:statistics.outcome')}</th>
                <th scope="col">{t('register:statistics.count')}</th>
                <th scope="col">{t('register:statistics.share')}</th>
              </tr>
            </thead>
            <tbody>
              {statistics.outcomes.map(({ outcome, count }) => (
                <tr key={outcome}>
                  <th scope="row">
                    <Link to={narrowedTo({ code, state }, 'outcome', outcome ?? 'none')}>
                      {t(`points:outcome.${outcome ?? 'none'}`)}
                    </Link>
                  </th>
                  <td>{format.number(count)}</td>
                  <td>{format.percent(count / statistics.total)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  )
}

function BySeries({ code, state, statistics, series }: PartProps & { series: Series }) {
  const { t } = useTranslation('register')
  const words = useChoiceWords()
  const { by } = series
  const title = t(`statistics.by.${by}`)
  const rows = series.rows.map(({ value, label, labelEn, count, outcomes }) => ({
    key: value,
    name: words(by, { value, label, labelEn }),
    to: narrowedTo({ code, state }, by, value),
    count,
    outcomes,
  }))
  return (
    <section className={styles.series}>
      <h2>{title}</h2>
      {by === 'theme' && <p className={styles.about}>{t('statistics.themes')}</p>}
      <div className={styles.beside}>
        <OutcomeBars label={t('statistics.chart', { title })} rows={rows} />
        <FiguresTable caption={title} head={t(`filter.${by}`)} rows={rows} outcomes={statistics.outcomes} />
      </div>
    </section>
  )
}

function Figures(props: PartProps) {
  const { t } = useTranslation('register')
  const { statistics } = props
  if (statistics.total === 0)
    return (
      <EmptyState title={t('noneFound')}>
        <Link to={registerPath(props.code)}>{t('toRegister')}</Link>
      </EmptyState>
    )
  return (
    <>
      <OutcomeLegend outcomes={statistics.outcomes.map(({ outcome }) => outcome)} />
      <ByOutcome {...props} />
      {statistics.series.map((series) => (
        <BySeries key={series.by} {...props} series={series} />
      ))}
    </>
  )
}

/** How what was asked of a plan was decided: each plot with its table, of all points or of a choice of them. */
export function StatisticsPage() {
  const { t } = useTranslation('register')
  const format = useFormats()
  const { code = '' } = useParams()
  const { state } = useRegisterState()
  const parameters = filterParameters(state)
  const { data: statistics, error, refetch } = useQuery(statisticsQuery(code, parameters))
  const { data: register } = useQuery(listQuery(code, 'limit=1'))
  if (!statistics || !register)
    return <Unread code={code} error={error} onRetry={() => void refetch()} missing="noRegister" />
  const total = t('total', { count: statistics.total, number: format.number(statistics.total) })
  return (
    <RegisterFrame
      code={code}
      plan={register.plan}
      below={t('statistics.title')}
      title={t('statistics.title')}
      lead={
        <>
          <PlanLine plan={register.plan} />
          <p>
            {total}. <Link to={writeRegisterState(registerPath(code), state)}>{t('toRegister')}</Link>
          </p>
          {parameters !== '' && (
            <Note>
              {t('statistics.narrowed')}{' '}
              <Link to={`${registerPath(code)}/statistics`}>{t('statistics.whole')}</Link>
            </Note>
          )}
        </>
      }
    >
      <Figures code={code} state={state} statistics={statistics} />
    </RegisterFrame>
  )
}
