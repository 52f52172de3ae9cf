import { useTranslation } from 'react-i18next'
import type { AskedOpinion, DistrictDesk, OpinionItem, SpacePurpose } from '#schema/opinions'
import { Dialog } from '../ui/Dialog.tsx'
import { GiveForm } from './GiveForm.tsx'
import { HearingForm } from './HearingForm.tsx'
import { useWithdrawPurpose } from './opinionsApi.ts'
import { PurposeForm } from './PurposeForm.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'

/** What is being written, in a dialog. */
export type Writing =
  | { what: 'give'; asked: AskedOpinion }
  | { what: 'free' }
  | { what: 'correct'; opinion: OpinionItem; asked: AskedOpinion | undefined }
  | { what: 'hearing'; asked: AskedOpinion }
  | { what: 'propose' }
  | { what: 'withdraw'; purpose: SpacePurpose }

function useTitle() {
  const { t } = useTranslation('opinions')
  return (writing: Writing): string => {
    if (writing.what === 'give') return t('municipio.giveOn', { title: writing.asked.title })
    if (writing.what === 'correct') return t('municipio.correctOf', { title: writing.opinion.title })
    if (writing.what === 'hearing') return t('municipio.hearingOf', { title: writing.asked.title })
    return t(writing.what === 'free' ? 'municipio.giveFree' : 'municipio.propose')
  }
}

interface WritingProps {
  desk: DistrictDesk
  writing: Writing
  onDone: (words: string) => void
  onClose: () => void
}

function WithdrawDialog({
  purpose,
  onDone,
  onClose,
}: { purpose: SpacePurpose } & Omit<WritingProps, 'desk' | 'writing'>) {
  const { t } = useTranslation('opinions')
  const withdraw = useWithdrawPurpose()
  return (
    <ReasonDialog
      title={t('municipio.withdrawPurposeOf', { space: purpose.space.code })}
      label={t('municipio.withdrawPurpose')}
      pending={withdraw.isPending}
      error={withdraw.error}
      onClose={onClose}
      onSend={(reason) =>
        withdraw.mutate(
          { id: purpose.id, reason },
          { onSuccess: () => onDone(t('municipio.done.withdrawn')) },
        )
      }
    />
  )
}

/** The dialog in which something is written. */
export function WritingDialog({ desk, writing, onDone, onClose }: WritingProps) {
  const { t } = useTranslation('opinions')
  const titleOf = useTitle()
  if (writing.what === 'withdraw')
    return <WithdrawDialog purpose={writing.purpose} onDone={onDone} onClose={onClose} />
  const given = (fileFailed: boolean) => onDone(t(fileFailed ? 'give.fileFailed' : 'municipio.done.given'))
  const giving = {
    give: writing.what === 'give' && {
      asked: writing.asked.id,
      replaces: null,
      kind: writing.asked.object.kind,
    },
    free: writing.what === 'free' && { asked: null, replaces: null, kind: null },
    correct: writing.what === 'correct' && {
      asked: writing.asked?.id ?? null,
      replaces: writing.opinion.id,
      kind: writing.opinion.object.kind,
    },
  }
  const on = giving.give || giving.free || giving.correct
  return (
    <Dialog title={titleOf(writing)} open onClose={onClose}>
      {on && <GiveForm desk={desk} on={on} onDone={given} />}
      {writing.what === 'hearing' && (
        <HearingForm asked={writing.asked} onDone={() => onDone(t('municipio.done.hearing'))} />
      )}
      {writing.what === 'propose' && (
        <PurposeForm desk={desk} onDone={() => onDone(t('municipio.done.proposed'))} />
      )}
    </Dialog>
  )
}
