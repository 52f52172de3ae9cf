import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { romeDate } from '#rules/city'
import type { Approval } from '#schema/council'
import type { DeskPlan } from '#schema/plans'
import { useMe } from '../accounts/useMe.ts'
import frame from '../callDesk/callDesk.module.css'
import { useFormats } from '../i18n/format.ts'
import { usePlanChange } from '../plans/usePlanChange.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { approvalQuery } from './councilApi.ts'

interface ApprovalSectionProps {
  plan: DeskPlan
  onDone: (words: string) => void
}

/** What is left open, with links to the first of it. */
function OpenParts({ plan, approval }: { plan: DeskPlan; approval: Approval }) {
  const { t } = useTranslation('council')
  const format = useFormats()
  const { points, submissions, lastVoteOn } = approval
  const said = ({ total }: { total: number }) => ({ count: total, number: format.number(total) })
  return (
    <>
      {points.total + submissions.total === 0 && <p>{t('approval.nothingOpen')}</p>}
      {points.total > 0 && (
        <>
          <p>
            {t('approval.pointsOpen', said(points))} {t('approval.first')}
          </p>
          <ul className={frame.buttons}>
            {points.first.map(({ id, reference }) => (
              <li key={id}>
                <Link to={`/desk/points/${id}?plan=${plan.code}`}>{reference}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {submissions.total > 0 && (
        <>
          <p>
            {t('approval.submissionsOpen', said(submissions))} {t('approval.first')}
          </p>
          <ul className={frame.buttons}>
            {submissions.first.map(({ id, number }) => (
              <li key={id}>
                <Link to={`/desk/observations/${id}?plan=${plan.code}`}>{number}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {lastVoteOn && (
        <p className={frame.note}>{t('approval.lastVote', { date: format.date(lastVoteOn) })}</p>
      )}
    </>
  )
}

function ApprovalForm({ plan, onDone }: ApprovalSectionProps) {
  const { t } = useTranslation('council')
  const [approvedOn, setApprovedOn] = useState(() => romeDate(new Date()))
  const [approvedAct, setApprovedAct] = useState('')
  const [tried, setTried] = useState(false)
  const change = usePlanChange(plan, () => onDone(t('approval.approved')))
  const missing = (value: string) => (tried && !value.trim() ? t('approval.missing') : undefined)
  return (
    <Form
      className={frame.form}
      onSubmit={() => {
        setTried(true)
        if (!approvedOn || !approvedAct.trim()) return
        change.mutate({ below: '/approve', method: 'POST', body: { approvedOn, approvedAct } })
      }}
    >
      <div className={frame.row}>
        <TextField
          id="approved-on"
          type="date"
          label={t('approval.approvedOn')}
          value={approvedOn}
          error={missing(approvedOn)}
          onChange={setApprovedOn}
        />
        <TextField
          id="approved-act"
          label={t('approval.approvedAct')}
          maxLength={120}
          value={approvedAct}
          error={missing(approvedAct)}
          onChange={setApprovedAct}
        />
      </div>
      <Failure error={change.error} />
      <Button type="submit" look="primary" isPending={change.isPending}>
        {t('approval.approve')}
      </Button>
    </Form>
  )
}

/** The approval of a plan that is before the Council: what keeps it back, and its day and act. */
export function ApprovalSection({ plan, onDone }: ApprovalSectionProps) {
  const { t } = useTranslation('council')
  const { may } = useMe()
  const { data, error } = useQuery(approvalQuery(plan.code))
  const isOpen = data !== undefined && data.points.total + data.submissions.total > 0
  return (
    <section className={frame.section}>
      <h2>{t('approval.title')}</h2>
      <p>{t('approval.about')}</p>
      <Failure error={error} />
      {!data && !error && <Skeleton lines={2} />}
      {data && <OpenParts plan={plan} approval={data} />}
      {data && !isOpen && may('leadPlans') && <ApprovalForm plan={plan} onDone={onDone} />}
      {!may('leadPlans') && <p className={frame.note}>{t('approval.onlyHead')}</p>}
    </section>
  )
}
