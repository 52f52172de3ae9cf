import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { type DeskEvaluation, type Stage, stages } from '#schema/evaluation'
import { ApiProblem } from '../../api/client.ts'
import { OfficeOnly } from '../../desk/OfficeOnly.tsx'
import { useFormats } from '../../i18n/format.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { Page } from '../../shell/Page.tsx'
import { LinkButton } from '../../ui/Button.tsx'
import { Crumbs } from '../../ui/Crumbs.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Link } from '../../ui/Link.tsx'
import { Tag } from '../../ui/marks.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import styles from '../evaluation.module.css'
import { CommissionSection } from './CommissionSection.tsx'
import { deskEvaluationQuery, type SectionProps, useDeskSending } from './deskEvaluation.ts'
import { FormalSection, ScoresSection } from './ProgressSection.tsx'
import { RankingSection } from './RankingSection.tsx'
import { ReviewSection } from './ReviewSection.tsx'
import { SessionSection } from './SessionSection.tsx'
import { TieSection } from './TieSection.tsx'

/** The bids: how many wait, or who opened them; they are opened on a page of their own. */
function OpeningSection({ evaluation }: { evaluation: DeskEvaluation }) {
  const { t } = useTranslation('evaluationDesk')
  const format = useFormats()
  const { bids, openedAt, by } = evaluation.opening
  if (evaluation.criteria.price === null) return <p>{t('opening.none')}</p>
  if (openedAt) return <p>{t('opening.opened', { date: format.dateTime(openedAt), names: by.join(', ') })}</p>
  if (evaluation.moves.openBids.length > 0) return <p>{t('opening.notYet')}</p>
  return (
    <>
      <p>{t('opening.waiting', { count: bids })}</p>
      <LinkButton to={`/desk/calls/${encodeURIComponent(evaluation.code)}/bids`} look="primary">
        {t('opening.go')}
      </LinkButton>
    </>
  )
}

/** The steps in order, each a way to its section; which are done is said, not only shown. */
function Steps({ stage }: { stage: Stage | null }) {
  const { t } = useTranslation('evaluationDesk')
  const at = stage ? stages.indexOf(stage) : stages.length
  return (
    <nav aria-label={t('steps')}>
      <ol className={styles.steps}>
        {stages.map((step, index) => (
          <li key={step} aria-current={step === stage ? 'step' : undefined}>
            {index < at && (
              <>
                <Icon name="ok" size={16} />
                <span className="vh">{t('stepDone')}</span>
              </>
            )}
            <a
              href={`#${step}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(step)?.focus()
                document.getElementById(step)?.scrollIntoView()
              }}
            >
              {t(`stage.${step}`)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

const sectionOf: Record<Stage, (props: SectionProps) => ReactNode> = {
  commission: (props) => <CommissionSection {...props} />,
  formalCheck: ({ evaluation }) => <FormalSection evaluation={evaluation} />,
  scores: ({ evaluation }) => <ScoresSection evaluation={evaluation} />,
  technical: (props) => <RankingSection {...props} kind="technical" />,
  opening: ({ evaluation }) => <OpeningSection evaluation={evaluation} />,
  ties: (props) => <TieSection {...props} />,
  provisional: (props) => <RankingSection {...props} kind="provisional" />,
  review: (props) => <ReviewSection {...props} />,
  final: (props) => <RankingSection {...props} kind="final" />,
}

function EvaluationView({ evaluation }: { evaluation: DeskEvaluation }) {
  const { t } = useTranslation(['evaluationDesk', 'callDesk'])
  const english = useLanguage() === 'en'
  const send = useDeskSending(evaluation.code)
  const code = encodeURIComponent(evaluation.code)
  const title = (english && evaluation.titleEn) || evaluation.title
  return (
    <div className={styles.page}>
      <Crumbs
        trail={[
          { to: '/desk/calls', label: t('evaluationDesk:calls') },
          { to: `/desk/calls/${code}`, label: title },
        ]}
        here={t('evaluationDesk:title')}
      />
      <div className={styles.fileHead}>
        <h1>
          {t('evaluationDesk:title')} <span>{title}</span>
        </h1>
        <Tag>{t(`callDesk:status.${evaluation.status}`)}</Tag>
        <Link to={`/calls/${code}/results`}>{t('evaluationDesk:publicResults')}</Link>
      </div>
      {evaluation.stage === null && (
        <div className={styles.buttons}>
          <p>{t('evaluationDesk:concluded')}</p>
          <LinkButton to={`/desk/calls/${code}/awards`} look="primary">
            {t('evaluationDesk:toAwards')}
          </LinkButton>
        </div>
      )}
      <Steps stage={evaluation.stage} />
      {stages.map((stage) => (
        <section key={stage} className={styles.section} aria-labelledby={stage}>
          <h2 id={stage} tabIndex={-1}>
            {t(`evaluationDesk:stage.${stage}`)}
          </h2>
          {sectionOf[stage]({ evaluation, send })}
        </section>
      ))}
      <section className={styles.section} aria-labelledby="sessions">
        <h2 id="sessions">{t('evaluationDesk:sessions.title')}</h2>
        <SessionSection evaluation={evaluation} send={send} />
      </section>
    </div>
  )
}

function LoadedEvaluation({ code }: { code: string }) {
  const { t } = useTranslation('evaluationDesk')
  const { data, error, refetch } = useQuery(deskEvaluationQuery(code))
  const isMissing = error instanceof ApiProblem && error.status === 404
  return (
    <Page title={data ? `${t('title')} · ${data.title}` : t('title')} wide={Boolean(data)}>
      {data && <EvaluationView evaluation={data} />}
      {isMissing && (
        <EmptyState whole title={t('noCriteria')}>
          <p>{t('noCriteriaBody')}</p>
          <LinkButton to={`/desk/calls/${encodeURIComponent(code)}`}>{t('calls')}</LinkButton>
        </EmptyState>
      )}
      {error && !data && !isMissing && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
    </Page>
  )
}

/** The evaluation of a call on the desk, step by step. */
export function DeskEvaluationPage() {
  const { code = '' } = useParams()
  return (
    <OfficeOnly>
      <LoadedEvaluation code={code} />
    </OfficeOnly>
  )
}
