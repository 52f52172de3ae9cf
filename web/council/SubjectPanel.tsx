import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CouncilPlan, Sitting, Vote, VoteSubject } from '#schema/council'
import { useMe } from '../accounts/useMe.ts'
import { useFormats } from '../i18n/format.ts'
import { OutcomeTag } from '../points/OutcomeTag.tsx'
import { usePointKeys } from '../points/usePointKeys.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Checkbox } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './council.module.css'
import { subjectQuery, useRecordVote } from './councilApi.ts'
import type { TypedFigures } from './VoteFigures.tsx'
import { asBeforeId, VoteForm } from './VoteForm.tsx'

/** Something to vote on, as it stands in the address. */
const keyOf = ({ kind, id }: { kind: string; id: number }) => `${kind}-${id}`

function OneVote({ vote }: { vote: Vote }) {
  const { t } = useTranslation('council')
  const format = useFormats()
  return (
    <li className={styles.vote} data-replaced={!vote.stands || undefined}>
      <p>
        <OutcomeTag outcome={vote.outcome} />{' '}
        {t('vote.act', { act: vote.actNumber, date: format.date(vote.heldOn) })}
      </p>
      {!vote.stands && <p className={styles.hint}>{t('vote.before')}</p>}
      <p>{t('edition.figures', vote)}</p>
      {vote.left.length > 0 && <p>{t('edition.left', { names: vote.left.join(', ') })}</p>}
      {vote.amendments && <p className={styles.preserved}>{vote.amendments}</p>}
      {vote.reason && <p className={styles.preserved}>{vote.reason}</p>}
      {vote.correction && (
        <p className={styles.hint}>
          {t('vote.correction')}: {vote.correction}
        </p>
      )}
    </li>
  )
}

function Proposal({ proposal }: { proposal: VoteSubject['proposal'] }) {
  const { t } = useTranslation('council')
  const format = useFormats()
  if (!proposal) return <p className={styles.hint}>{t('edition.noProposal')}</p>
  return (
    <>
      <p>
        <OutcomeTag outcome={proposal.outcome} />{' '}
        <span className={styles.hint}>
          {t('edition.act', { act: proposal.actNumber, date: format.date(proposal.decidedOn) })}
        </span>
      </p>
      {proposal.reason && <p className={styles.preserved}>{proposal.reason}</p>}
    </>
  )
}

function Points({ plan, subject }: { plan: CouncilPlan; subject: VoteSubject }) {
  const { t } = useTranslation('council')
  const search = subject.kind === 'group' ? `group=${subject.id}` : `q=${encodeURIComponent(subject.title)}`
  return (
    <>
      {subject.kind === 'group' && (
        <details className={styles.members}>
          <summary>
            {t('vote.points')}: {subject.size}
          </summary>
          <ul>
            {subject.points.map((point) => (
              <li key={point.id}>
                {point.reference} {point.synthesis}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p>
        <Link to={`/council/${plan.code}?${search}`}>{t('vote.read')}</Link>
      </p>
    </>
  )
}

interface Walk {
  subject: VoteSubject
  onGo: (subject: string) => void
}

/** The way to the neighbours in the order of voting, by buttons and keys. */
function Neighbours({ subject: { previous, next, position, total }, onGo }: Walk) {
  const { t } = useTranslation('council')
  const format = useFormats()
  const keys = useMemo(
    () => ({
      ...(next && { j: () => onGo(keyOf(next)) }),
      ...(previous && { k: () => onGo(keyOf(previous)) }),
      u: () => document.getElementById(asBeforeId)?.click(),
    }),
    [next, previous, onGo],
  )
  const { on, choose } = usePointKeys(keys)
  return (
    <div className={styles.neighbours}>
      <Button icon="left" isDisabled={!previous} onPress={() => previous && onGo(keyOf(previous))}>
        {t('vote.previous')}
      </Button>
      <span>
        {position !== null &&
          t('vote.position', { position: format.number(position), total: format.number(total) })}
      </span>
      <Button isDisabled={!next} onPress={() => next && onGo(keyOf(next))}>
        {t('vote.next')}
      </Button>
      <Checkbox id="vote-keys" checked={on} onChange={choose}>
        {t('vote.keysOn')} <span className="vh">({t('vote.keys')})</span>
      </Checkbox>
    </div>
  )
}

interface SubjectPanelProps {
  plan: CouncilPlan
  sitting: Sitting | null
  subject: string
  parameters: string
  /** Figures of the vote recorded before. */
  before: TypedFigures | null
  onRecorded: (title: string, figures: TypedFigures) => void
  onGo: (subject: string) => void
}

/** The form to vote, or why there is none. */
function Voting({
  plan,
  sitting,
  subject,
  before,
  onRecorded,
  onGo,
}: Omit<SubjectPanelProps, 'subject' | 'parameters'> & { subject: VoteSubject }) {
  const { t } = useTranslation('council')
  const { may } = useMe()
  const record = useRecordVote(plan.code)
  const [correcting, setCorrecting] = useState(false)
  const standing = subject.votes.find(({ stands }) => stands) ?? null
  if (!may('recordVotes')) return <p className={styles.hint}>{t('vote.readOnly')}</p>
  if (plan.status !== 'voting') return <p className={styles.hint}>{t('vote.notVoting')}</p>
  if (!subject.proposal) return null
  if (!sitting)
    return (
      <Note icon="info" tone="warn">
        {t('vote.needsSitting')}
      </Note>
    )
  if (standing && !correcting) return <Button onPress={() => setCorrecting(true)}>{t('vote.correct')}</Button>
  return (
    <VoteForm
      key={sitting.id}
      plan={plan}
      sitting={sitting}
      subject={subject}
      corrected={standing}
      before={before}
      pending={record.isPending}
      error={record.error}
      onRecord={(vote, goOn) =>
        record.mutate(vote, {
          onSuccess: () => {
            const { present, inFavour, against, abstained } = vote
            setCorrecting(false)
            onRecorded(subject.title, { present, inFavour, against, abstained })
            if (goOn && subject.next) onGo(keyOf(subject.next))
          },
        })
      }
    />
  )
}

/** One thing to vote on: what is proposed, every vote on it, and the form to record one. */
export function SubjectPanel(props: SubjectPanelProps) {
  const { plan, sitting, parameters, onGo } = props
  const { t } = useTranslation('council')
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef('')
  const search = new URLSearchParams(parameters)
  if (sitting) search.set('sitting', String(sitting.id))
  const { data, error, refetch } = useQuery({
    ...subjectQuery(plan.code, props.subject, String(search)),
    placeholderData: keepPreviousData,
  })
  const subject = data && keyOf(data) === props.subject ? data : undefined
  const key = subject ? keyOf(subject) : ''
  useEffect(() => {
    if (key === '') return
    if (shown.current !== '' && shown.current !== key) heading.current?.focus()
    shown.current = key
  }, [key])
  if (error && !subject) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!subject) return <Skeleton lines={8} />
  return (
    <>
      <Neighbours subject={subject} onGo={onGo} />
      <h2 ref={heading} tabIndex={-1}>
        {subject.title} <OutcomeTag outcome={subject.decided} />
      </h2>
      <p className={styles.hint}>
        {[subject.provision, subject.kind === 'group' && t('vote.group', { count: subject.size })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {subject.synthesis && <p>{subject.synthesis}</p>}
      <Points plan={plan} subject={subject} />
      <h3>{t('vote.proposal')}</h3>
      <Proposal proposal={subject.proposal} />
      {subject.votes.length > 0 && (
        <>
          <h3>{t('vote.standing')}</h3>
          <ol className={styles.votes}>
            {subject.votes.map((vote) => (
              <OneVote key={vote.id} vote={vote} />
            ))}
          </ol>
        </>
      )}
      <Voting key={key} {...props} subject={subject} />
    </>
  )
}
