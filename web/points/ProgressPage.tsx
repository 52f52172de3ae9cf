import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Progress, Setup } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { DeskFrame } from './DeskFrame.tsx'
import styles from './points.module.css'
import { progressQuery } from './pointsApi.ts'
import { useTitles } from './words.ts'

interface FiguresProps {
  title: string
  heads: readonly string[]
  rows: readonly { key: string; name: ReactNode; cells: readonly ReactNode[] }[]
}

/** Figures by something, in a table. */
function Figures({ title, heads, rows }: FiguresProps) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      <div className={styles.tableWrap} tabIndex={0} role="region" aria-label={title}>
        <table className={styles.figures}>
          <caption className="vh">{title}</caption>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, cells }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {cells.map((cell, at) => (
                  <td key={heads[at + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Share of what is done, drawn; the figures beside it say the same. */
const Bar = ({ done, total }: { done: number; total: number }) => (
  <span className={styles.bar} aria-hidden="true">
    <span style={{ inlineSize: `${total === 0 ? 0 : (100 * done) / total}%` }} />
  </span>
)

function Stages({ progress }: { progress: Progress }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const perDay = (value: number | null) => (value === null ? '' : format.number(value, 1, 0))
  const ends = ({ left, endsOn, late }: Progress['stages'][number]) => (
    <>
      {left === 0 ? '' : endsOn === null ? t('progress.never') : format.date(endsOn)}{' '}
      <Tag tone={left === 0 ? 'ok' : late ? 'danger' : 'ok'}>
        {t(left === 0 ? 'progress.finished' : late ? 'progress.late' : 'progress.inTime')}
      </Tag>
    </>
  )
  return (
    <Figures
      title={t('progress.stages')}
      heads={[
        t('progress.stage'),
        t('progress.done'),
        t('progress.left'),
        t('progress.pace'),
        t('progress.needed'),
        t('progress.ends'),
      ]}
      rows={progress.stages.map((stage) => ({
        key: stage.stage,
        name: (
          <>
            {t(`stage.${stage.stage}`)} <Bar done={stage.done} total={progress.points} />
          </>
        ),
        cells: [
          format.number(stage.done),
          format.number(stage.left),
          perDay(stage.perDay),
          stage.left === 0 ? '' : perDay(stage.neededPerDay),
          progress.lastDay === null && stage.endsOn === null ? '' : ends(stage),
        ],
      }))}
    />
  )
}

function Board({ setup, progress }: { setup: Setup; progress: Progress }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const titles = useTitles(setup)
  const plan = encodeURIComponent(setup.plan.code)
  const to = (filter: string) => `/desk/points?plan=${plan}&${filter}`
  const counted = ({
    points,
    undecided,
    overdue,
  }: {
    points: number
    undecided: number
    overdue: number
  }) => [format.number(points), format.number(undecided), format.number(overdue)]
  const heads = [t('progress.points'), t('progress.undecided'), t('progress.overdue')]
  return (
    <div className={styles.partsPage}>
      <p className={styles.lead}>
        {progress.lastDay === null
          ? t('progress.noLastDay')
          : t('progress.lastDay', { date: format.date(progress.lastDay) })}
        {' · '}
        {t('total', { count: progress.points, number: format.number(progress.points) })}
        {' · '}
        <Link to={`/desk/observations?plan=${plan}`}>
          {t('progress.toSplit', {
            count: progress.submissions.toSplit,
            total: format.number(progress.submissions.total),
          })}
        </Link>
      </p>
      <Stages progress={progress} />
      <Figures
        title={t('progress.people')}
        heads={[t('progress.person'), ...heads]}
        rows={progress.people.map((person) => ({
          key: person.id ?? 'none',
          name: <Link to={to(`assignee=${person.id ?? 'none'}`)}>{person.name ?? t('none')}</Link>,
          cells: counted(person),
        }))}
      />
      <Figures
        title={t('progress.places')}
        heads={[t('progress.place'), t('progress.points')]}
        rows={setup.places.map(({ id }) => ({
          key: String(id),
          name: <Link to={to(`place=${id}`)}>{titles.place(id)}</Link>,
          cells: [format.number(progress.places.find((place) => place.id === id)?.points ?? 0)],
        }))}
      />
      <Figures
        title={t('progress.themes')}
        heads={[t('progress.theme'), ...heads]}
        rows={progress.themes.map((theme) => ({
          key: String(theme.id),
          name: (
            <Link to={to(`theme=${theme.id ?? 'none'}`)}>
              {theme.id === null ? t('progress.noTheme') : titles.theme(theme.id)}
            </Link>
          ),
          cells: counted(theme),
        }))}
      />
      <section className={styles.part}>
        <h2>{t('progress.vas')}</h2>
        <p>
          {t('progress.vasBody', {
            points: format.number(progress.vas.points),
            granted: format.number(progress.vas.granted),
            refused: format.number(progress.vas.refused),
          })}
        </p>
        <Link to={to('vas=true')}>{t('progress.vasList')}</Link>
      </section>
    </div>
  )
}

function Loader({ setup }: { setup: Setup }) {
  const { data, error, refetch } = useQuery(progressQuery(setup.plan.code))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return data ? <Board setup={setup} progress={data} /> : <Skeleton lines={10} />
}

/** How far the work on a plan is, whose it is, and when it would end. */
export function ProgressPage() {
  const { t } = useTranslation('points')
  return <DeskFrame title={t('progress.title')}>{(setup) => <Loader setup={setup} />}</DeskFrame>
}
