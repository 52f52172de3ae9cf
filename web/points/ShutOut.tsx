import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shortestReason } from '#rules/points'
import type { SplitSubmission } from '#schema/points'
import { useMe } from '../accounts/useMe.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './points.module.css'
import { doToSubmission, splitQuery, useDeed } from './pointsApi.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useShutOutWords } from './words.ts'

type Deed = 'inadmissible' | 'merge' | 'restore'

interface DialogProps {
  submission: SplitSubmission
  deed: Deed
  onClose: () => void
}

/** Asks why, and for a duplicate into which it goes. */
function ShutOutDialog({ submission, deed, onClose }: DialogProps) {
  const { t } = useTranslation('points')
  const queries = useQueryClient()
  const [into, setInto] = useState('')
  const { id, version, number } = submission
  const act = useDeed((reason: string) =>
    doToSubmission(id, deed, { version, reason, ...(deed === 'merge' && { into }) }),
  )
  const submit = async (reason: string) => {
    queries.setQueryData(splitQuery(id).queryKey, await act.mutateAsync(reason))
    onClose()
  }
  const shortest = deed === 'restore' ? 10 : shortestReason
  return (
    <ReasonDialog
      title={t(`shutOut.${deed}.title`, { number })}
      label={t('shutOut.reason')}
      hint={t('shutOut.reasonHint', { count: shortest })}
      button={t(`shutOut.${deed}.button`)}
      pending={act.isPending}
      error={act.error}
      shortest={shortest}
      complete={deed !== 'merge' || into.trim() !== ''}
      onSubmit={(reason) => void submit(reason).catch(() => {})}
      onClose={onClose}
    >
      {(tried) => (
        <>
          <p>{t(`shutOut.${deed}.body`)}</p>
          {deed === 'merge' && (
            <TextField
              id="into"
              required
              label={t('shutOut.into')}
              hint={t('shutOut.intoHint')}
              error={tried && into.trim() === '' ? t('shutOut.intoMissing') : undefined}
              maxLength={40}
              value={into}
              onChange={setInto}
            />
          )}
        </>
      )}
    </ReasonDialog>
  )
}

/** What the head of planning can do, or why it cannot be done. */
function Deeds({ submission }: { submission: SplitSubmission }) {
  const { t } = useTranslation('points')
  const words = useShutOutWords()
  const [deed, setDeed] = useState<Deed | null>(null)
  const { shutOut, refusals } = submission
  const deeds: readonly Deed[] = shutOut ? ['restore'] : ['inadmissible', 'merge']
  const reasons = shutOut ? refusals.restore : refusals.shutOut
  return (
    <div className={styles.buttons}>
      {deeds.map((one) => (
        <Button key={one} isDisabled={reasons.length > 0} onPress={() => setDeed(one)}>
          {t(`shutOut.${one}.button`)}
        </Button>
      ))}
      {reasons.length > 0 && <p className={styles.hint}>{t('cannot', { reasons: words(reasons) })}</p>}
      {deed && <ShutOutDialog submission={submission} deed={deed} onClose={() => setDeed(null)} />}
    </div>
  )
}

/** Whether a submission is examined and, where it is not, why; the head of planning changes it. */
export function ShutOut({ submission }: { submission: SplitSubmission }) {
  const { t } = useTranslation('points')
  const { may } = useMe()
  const { shutOut, merged } = submission
  if (!shutOut && merged.length === 0 && !may('leadPlans')) return null
  return (
    <div className={styles.shutOut}>
      {shutOut && (
        <Note tone="warn" icon="warn">
          <p>
            {shutOut.into ? t('shutOut.merged') : t('shutOut.inadmissibleNow')}{' '}
            {shutOut.into && <Link to={`/desk/observations/${shutOut.into.id}`}>{shutOut.into.number}</Link>}
          </p>
          <p className={styles.preserved}>{shutOut.reason}</p>
        </Note>
      )}
      {merged.length > 0 && (
        <p>
          {t('shutOut.holds')}{' '}
          {merged.map(({ id, number }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <Link to={`/desk/observations/${id}`}>{number}</Link>
            </span>
          ))}
        </p>
      )}
      {may('leadPlans') && <Deeds submission={submission} />}
    </div>
  )
}
