import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { lengthOf, type Span, trimSpan, uncovered, wordsOf } from '#rules/points'
import type { Setup, SplitSubmission } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Note, Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { MarkedText } from './MarkedText.tsx'
import { NewPointForm } from './NewPointForm.tsx'
import { PlannerOnly } from './PlannerOnly.tsx'
import styles from './points.module.css'
import { setupQuery, splitQuery } from './pointsApi.ts'
import { ShutOut } from './ShutOut.tsx'
import { SplitPoints } from './SplitPoints.tsx'
import { SubmissionFiles } from './SubmissionFiles.tsx'
import { useSplitWords } from './splitWords.ts'
import { TextByKeyboard } from './TextByKeyboard.tsx'

function Uncovered({ submission }: { submission: SplitSubmission }) {
  const { t } = useTranslation('points')
  const left = uncovered(submission.text, submission.points)
  if (submission.points.length === 0) return null
  if (left.length === 0) return <Note tone="ok">{t('split.covered')}</Note>
  return (
    <Note tone="warn" icon="warn">
      {t('split.uncovered', { count: left.length })}
      <ul className={styles.uncovered}>
        {left.slice(0, 5).map((span) => (
          <li key={span.start}>
            {wordsOf(submission.text, { start: span.start, end: Math.min(span.end, span.start + 90) })}
            {lengthOf(wordsOf(submission.text, span)) > 90 && '…'}
          </li>
        ))}
      </ul>
    </Note>
  )
}

function Head({ submission }: { submission: SplitSubmission }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const { say, submitter } = useSplitWords()
  return (
    <header className={styles.splitHead}>
      <Crumbs
        trail={[
          { to: `/desk/points?plan=${submission.plan}`, label: t('title') },
          { to: `/desk/observations?plan=${submission.plan}`, label: t('split.title') },
        ]}
        here={submission.number}
      />
      <div className={styles.headLine}>
        <h1>{t('split.heading', { number: submission.number })}</h1>
        <Tag>{say('kinds', submission.kind)}</Tag>
        {submission.opinionOutcome && (
          <Tag tone="blue">{t(`split.opinions.${submission.opinionOutcome}`)}</Tag>
        )}
        <Tag>{say('statuses', submission.status)}</Tag>
        {submission.isLate && <Tag tone="warn">{t('late')}</Tag>}
        <span className={styles.grow} />
        {submission.previous && (
          <LinkButton to={`/desk/observations/${submission.previous}`} icon="left">
            {t('split.previous')}
          </LinkButton>
        )}
        {submission.next && (
          <LinkButton to={`/desk/observations/${submission.next}`} look="primary">
            {t('split.next')}
          </LinkButton>
        )}
      </div>
      <p>
        {[
          submission.submitterName,
          submitter(submission.submitterKind),
          say('channels', submission.channel),
          format.dateTime(submission.receivedAt),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </header>
  )
}

function Words({
  submission,
  span,
  onMark,
}: {
  submission: SplitSubmission
  span: Span | null
  onMark: (span: Span) => void
}) {
  const { t } = useTranslation('points')
  const [byKeyboard, setByKeyboard] = useState(false)
  return (
    <section className={styles.words}>
      <div className={styles.headLine}>
        <h2>{t('split.text')}</h2>
        <span className={styles.grow} />
        <Button aria-pressed={byKeyboard} onPress={() => setByKeyboard(!byKeyboard)}>
          {t(byKeyboard ? 'split.pointer' : 'split.keyboard')}
        </Button>
      </div>
      {byKeyboard ? (
        <TextByKeyboard text={submission.text} onMark={onMark} />
      ) : (
        <>
          <p className={styles.hint}>{t('split.textHelp')}</p>
          <MarkedText text={submission.text} points={submission.points} span={span} onMark={onMark} />
        </>
      )}
      {submission.privateReasons && (
        <Note tone="warn" icon="warn">
          <h3>{t('split.private')}</h3>
          <p className={styles.preserved}>{submission.privateReasons}</p>
        </Note>
      )}
      {submission.targets.length > 0 && (
        <>
          <h3>{t('split.targets')}</h3>
          <ul className={styles.plainList}>
            {submission.targets.map(({ start, kind, provision }) => (
              <li key={`${start}-${kind}`}>{provision ?? t(`target.${kind}`)}</li>
            ))}
          </ul>
        </>
      )}
      <SubmissionFiles submission={submission.id} files={submission.files} />
    </section>
  )
}

function Splitting({ setup, submission }: { setup: Setup; submission: SplitSubmission }) {
  const { text } = submission
  const [span, setSpan] = useState<Span | null>(null)
  const mark = useCallback((marked: Span) => setSpan(trimSpan(text, marked)), [text])
  return (
    <div className={styles.splitPage}>
      <Head submission={submission} />
      <ShutOut submission={submission} />
      <div className={styles.splitColumns}>
        <Words submission={submission} span={span} onMark={mark} />
        <div className={styles.splitSide}>
          {submission.examined && (
            <NewPointForm setup={setup} submission={submission} span={span} onMade={() => setSpan(null)} />
          )}
          <Uncovered submission={submission} />
          <SplitPoints setup={setup} submission={submission} />
        </div>
      </div>
    </div>
  )
}

function SplitLoader() {
  const { id = '' } = useParams()
  const { t } = useTranslation('points')
  const { data, error, refetch } = useQuery(splitQuery(id))
  const { data: setup } = useQuery({ ...setupQuery(data?.plan), enabled: data !== undefined })
  const title = data ? t('split.heading', { number: data.number }) : t('split.title')
  return (
    <Page title={title} wide>
      {data && setup && <Splitting key={data.id} setup={setup} submission={data} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!(data && setup) && !error && <Skeleton lines={10} />}
    </Page>
  )
}

/** A submission as it was received, to be split into points by marking its words. */
export const SplitPage = () => (
  <PlannerOnly>
    <SplitLoader />
  </PlannerOnly>
)
