import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type VoteGiven, voteRefusalsOf } from '#rules/council'
import type { CouncilPlan, NewVote, Sitting, Vote, VoteSubject } from '#schema/council'
import { type Outcome, outcomes } from '#schema/points'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import styles from './council.module.css'
import { type TypedFigures, VoteFigures, WhoLeft, wholeFigures } from './VoteFigures.tsx'
import { useVoteWords } from './words.ts'

interface VoteFormProps {
  plan: CouncilPlan
  sitting: Sitting
  subject: VoteSubject
  /** The vote that is corrected; null for the first on this. */
  corrected: Vote | null
  /** Figures of the vote recorded before this one. */
  before: TypedFigures | null
  pending: boolean
  error: Error | null
  onRecord: (vote: NewVote, goOn: boolean) => void
}

/** The button that takes the figures of the vote before: a key presses it. */
export const asBeforeId = 'vote-as-before'

/** What is typed: from the vote that is corrected, or from the proposal of the Giunta. */
function useTyped({ subject, corrected, sitting, before }: VoteFormProps) {
  const { proposal } = subject
  const from = corrected ?? proposal
  const [figures, setFigures] = useState<TypedFigures>(
    corrected ?? { present: before?.present ?? sitting.councillors.length },
  )
  const [left, setLeft] = useState<string[]>(corrected?.left ?? [])
  const [outcome, setOutcome] = useState<string>(from?.outcome ?? '')
  const [reason, setReason] = useState(from?.reason ?? '')
  const [amendments, setAmendments] = useState(corrected?.amendments ?? '')
  const [correction, setCorrection] = useState('')
  /** Rises as figures come from elsewhere than the keyboard, so that their fields show them. */
  const [copied, setCopied] = useState(0)
  const copy = (given: TypedFigures) => {
    setFigures(given)
    setCopied(copied + 1)
  }
  return {
    ...{ figures, setFigures, left, setLeft, outcome, setOutcome, reason, setReason },
    ...{ amendments, setAmendments, correction, setCorrection, copied, copy },
  }
}

const orNull = (text: string) => text.trim() || null

/** The vote as it would be recorded; null while a figure or the outcome is missing. */
function voteOf(typed: ReturnType<typeof useTyped>, corrected: Vote | null): VoteGiven | null {
  const figures = wholeFigures(typed.figures)
  if (!figures || typed.outcome === '') return null
  return {
    ...figures,
    left: typed.left,
    amendments: orNull(typed.amendments),
    outcome: typed.outcome as Outcome,
    reason: orNull(typed.reason),
    replaces: corrected?.id ?? null,
    correction: corrected ? orNull(typed.correction) : null,
  }
}

function ReplyFields({ typed, isCorrection }: { typed: ReturnType<typeof useTyped>; isCorrection: boolean }) {
  const { t } = useTranslation('council')
  const { t: point } = useTranslation('points')
  return (
    <>
      <SelectField
        id="vote-outcome"
        label={t('vote.outcome')}
        value={typed.outcome}
        onChange={typed.setOutcome}
        options={outcomes.map((value) => ({ value, label: point(`outcome.${value}`) }))}
      />
      <TextField
        id="vote-reason"
        label={t('vote.reason')}
        hint={t('vote.reasonHint')}
        rows={5}
        maxLength={20_000}
        value={typed.reason}
        onChange={typed.setReason}
      />
      <TextField
        id="vote-amendments"
        label={t('vote.amendments')}
        optional
        rows={2}
        maxLength={6000}
        value={typed.amendments}
        onChange={typed.setAmendments}
      />
      {isCorrection && (
        <TextField
          id="vote-correction"
          label={t('vote.correction')}
          hint={t('vote.correctionHint')}
          rows={2}
          maxLength={2000}
          value={typed.correction}
          onChange={typed.setCorrection}
        />
      )}
    </>
  )
}

/** Records the vote on one point or group: figures, who left, amendments; outcome and reason are the Giunta's. */
export function VoteForm(props: VoteFormProps) {
  const { plan, sitting, subject, corrected, before, pending, error, onRecord } = props
  const { t } = useTranslation('council')
  const words = useVoteWords()
  const typed = useTyped(props)
  const [tried, setTried] = useState(false)
  const vote = voteOf(typed, corrected)
  const refusals = vote
    ? voteRefusalsOf(vote, {
        planStatus: plan.status,
        proposal: subject.proposal,
        standing: subject.votes.find(({ stands }) => stands)?.id ?? null,
        councillors: sitting.councillors,
      })
    : []
  const submit = (goOn: boolean) => {
    setTried(true)
    if (!vote || refusals.length > 0) return document.getElementById('vote-inFavour')?.focus()
    onRecord({ kind: subject.kind, id: subject.id, sitting: sitting.id, ...vote, left: [...vote.left] }, goOn)
  }
  const copyBefore = () => {
    if (before) typed.copy(before)
    document.getElementById('vote-record')?.focus()
  }
  return (
    <Form className={styles.form} onSubmit={() => submit(true)}>
      <VoteFigures
        key={typed.copied}
        figures={typed.figures}
        there={sitting.councillors.length}
        tried={tried}
        onChange={typed.setFigures}
      />
      {before && (
        <Button id={asBeforeId} onPress={copyBefore}>
          {t('vote.asBefore')}
        </Button>
      )}
      <WhoLeft
        councillors={sitting.councillors}
        interests={subject.interests}
        left={typed.left}
        onChange={typed.setLeft}
      />
      <ReplyFields typed={typed} isCorrection={corrected !== null} />
      {tried && refusals.length > 0 && (
        <p role="alert">{t('vote.cannot', { reasons: words.refusals(refusals) })}</p>
      )}
      {error && <p role="alert">{words.problem(error, 'vote.cannot')}</p>}
      <div className={styles.buttons}>
        <Button id="vote-record" type="submit" look="primary" isPending={pending}>
          {t('vote.recordNext')}
        </Button>
        <Button isPending={pending} onPress={() => submit(false)}>
          {t('vote.record')}
        </Button>
      </div>
    </Form>
  )
}
