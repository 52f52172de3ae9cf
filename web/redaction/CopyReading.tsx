import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CopyDetail, CopyPart } from '#schema/redaction'
import { useMe } from '../accounts/useMe.ts'
import { useFormats } from '../i18n/format.ts'
import { ReasonDialog } from '../points/ReasonDialog.tsx'
import { usePointKeys } from '../points/usePointKeys.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/marks.tsx'
import { OriginalText } from './OriginalText.tsx'
import { PublicText } from './PublicText.tsx'
import styles from './redaction.module.css'
import { signCopy, useCopyDeed, withdrawCopy } from './redactionApi.ts'
import { SameDialog } from './SameDialog.tsx'
import { useCovers } from './useCovers.ts'
import { useCopyProblem, useRefusals } from './words.ts'

interface CopyReadingProps {
  detail: CopyDetail
  part: CopyPart
  /** Signed or skipped: on to the next that waits. */
  onNext: () => void
  onEdit: () => void
}

type Copy = CopyDetail['text'] | NonNullable<CopyDetail['reply']>

function Withdraw({ detail, part, copy }: Pick<CopyReadingProps, 'detail' | 'part'> & { copy: Copy }) {
  const { t } = useTranslation('redaction')
  const [open, setOpen] = useState(false)
  const withdrawing = useCopyDeed(
    detail.id,
    (reason: string) => withdrawCopy(detail.id, part, { revision: copy.revision ?? 0, reason }),
    () => setOpen(false),
  )
  return (
    <>
      <Button look="danger" onPress={() => setOpen(true)}>
        {t('withdraw')}
      </Button>
      {open && (
        <ReasonDialog
          title={t('withdraw')}
          label={t('withdrawWhy')}
          hint={t(detail.plan.published ? 'withdrawHintPublic' : 'withdrawHint')}
          button={t('withdraw')}
          pending={withdrawing.isPending}
          error={withdrawing.error}
          onSubmit={(reason) => withdrawing.mutate(reason)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** Signing what is on the page, for who may and is somebody else than who made it. */
function Sign({ detail, part, copy, onNext }: Omit<CopyReadingProps, 'onEdit'> & { copy: Copy }) {
  const { t } = useTranslation('redaction')
  const { may } = useMe()
  const problem = useCopyProblem()
  const refusals = useRefusals()
  const seen = { revision: copy.revision ?? 0, hash: copy.hash ?? '' }
  const signing = useCopyDeed(detail.id, () => signCopy(detail.id, part, seen), onNext)
  const why = may('leadPlans') ? refusals(copy.refusals.sign) : t('onlyHead')
  const isOpen = why === ''
  const keys = useMemo(() => (isOpen ? { s: () => signing.mutate(undefined) } : {}), [isOpen, signing.mutate])
  usePointKeys(keys)
  return (
    <>
      {signing.error && <p role="alert">{problem(signing.error)}</p>}
      {!isOpen && copy.state !== 'signed' && <p className={styles.hint}>{why}</p>}
      {copy.state !== 'signed' && (
        <Button
          look="primary"
          isDisabled={!isOpen}
          isPending={signing.isPending}
          onPress={() => signing.mutate(undefined)}
        >
          {t('signAndNext')}
        </Button>
      )}
    </>
  )
}

/** What is done to the others of its group that say the same to the letter. */
function Same({ detail, copy }: { detail: CopyDetail; copy: Copy }) {
  const { t } = useTranslation('redaction')
  const { may } = useMe()
  const [deed, setDeed] = useState<'make-same' | 'sign-same' | null>(null)
  if (!detail.group?.same) return null
  return (
    <section className={styles.part}>
      <h2>{t('same.title')}</h2>
      <p>{t('same.body', { count: detail.group.same })}</p>
      <span className={styles.buttons}>
        <Button onPress={() => setDeed('make-same')}>{t('same.make')}</Button>
        {may('leadPlans') && copy.state === 'signed' && (
          <Button onPress={() => setDeed('sign-same')}>{t('same.sign')}</Button>
        )}
      </span>
      {deed && (
        <SameDialog id={detail.id} revision={copy.revision ?? 0} deed={deed} onClose={() => setDeed(null)} />
      )}
    </section>
  )
}

function PublicFacts({ detail }: { detail: CopyDetail }) {
  const { t } = useTranslation('redaction')
  const { synthesis, place } = detail.text
  return (
    <section className={styles.part}>
      <h2>{t('synthesis')}</h2>
      <p>{synthesis}</p>
      <h2>{t('place.label')}</h2>
      <p>{detail.hasPlace ? t(`place.${place}`) : t('noPlace')}</p>
    </section>
  )
}

/** A copy as it is, the original beside it: what a second person reads before signing. */
export function CopyReading({ detail, part, onNext, onEdit }: CopyReadingProps) {
  const { t } = useTranslation('redaction')
  const format = useFormats()
  const copy = (part === 'reply' && detail.reply) || detail.text
  const covers = useCovers(copy)
  const said = (name: string | null, at: string | null) => ({
    name: name ?? '',
    at: at ? format.dateTime(at) : '',
  })
  return (
    <>
      <div className={styles.columns}>
        <section className={styles.paper}>
          <h2>{t('original')}</h2>
          <OriginalText
            words={copy.words}
            suggestions={copy.suggestions}
            covers={{ ...covers, at: -1 }}
            selected={null}
            onSelect={() => {}}
          />
        </section>
        <section className={styles.paper}>
          <h2>{t('public')}</h2>
          <PublicText text={copy.public ?? ''} />
        </section>
      </div>
      <div className={styles.side}>
        {part === 'text' && <PublicFacts detail={detail} />}
        <section className={styles.part}>
          <p>{t('madeBy', said(copy.madeBy, copy.madeAt))}</p>
          {copy.signedAt && <Note tone="ok">{t('signedBy', said(copy.signedBy, copy.signedAt))}</Note>}
          <Sign detail={detail} part={part} copy={copy} onNext={onNext} />
          <span className={styles.buttons}>
            <Button onPress={onEdit} isDisabled={copy.refusals.make.length > 0}>
              {t(copy.state === 'signed' ? 'replace' : 'correct')}
            </Button>
            {copy.state === 'signed' && <Withdraw detail={detail} part={part} copy={copy} />}
          </span>
        </section>
        {part === 'text' && <Same detail={detail} copy={copy} />}
      </div>
    </>
  )
}
