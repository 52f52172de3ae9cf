import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { awardProcedures } from '#schema/allocation'
import { type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { ActionFormFrame, type ActionFormProps, failing } from './ActionFormFrame.tsx'
import styles from './desk.module.css'

const empty = {
  spaceCode: '',
  from: '',
  until: '',
  procedure: '',
  legalBasis: '',
  actNumber: '',
  actDate: '',
}
type Written = typeof empty

function useAwardErrors() {
  const { t } = useTranslation('desk')
  return (award: Written): SummaryEntry[] =>
    failing([
      [award.spaceCode !== '', 'spaceCode', t('dialog.space')],
      [award.from !== '', 'from', t('dialog.fromMissing')],
      [award.until > award.from, 'until', t('dialog.untilMissing')],
      [award.procedure !== '', 'procedure', t('dialog.procedureMissing')],
      [
        award.procedure !== 'codedLegalBasis' || award.legalBasis.trim().length >= 3,
        'legalBasis',
        t('dialog.legalBasisMissing'),
      ],
      [award.actNumber.trim() !== '', 'actNumber', t('dialog.actMissing')],
      [award.actDate !== '', 'actDate', t('dialog.actDateMissing')],
    ])
}

function bodyOf(award: Written) {
  const { legalBasis, ...rest } = award
  const trimmed = { ...rest, actNumber: award.actNumber.trim() }
  return award.procedure === 'codedLegalBasis' ? { ...trimmed, legalBasis: legalBasis.trim() } : trimmed
}

/** An award names its space, its period, the procedure it rests on and the act that decides it. */
export function AwardForm({ request, onSubmit, ...frame }: ActionFormProps) {
  const { t } = useTranslation(['desk', 'ui'])
  const findErrors = useAwardErrors()
  const spaces = request.targets.flatMap((target) => target.spaces)
  const [award, setAward] = useState<Written>({
    ...empty,
    spaceCode: spaces[0]?.code ?? '',
    procedure: request.procedures.length === 1 ? (request.procedures[0] ?? '') : '',
    from: request.content?.startOn ?? '',
  })
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const field = (name: keyof Written) => ({
    id: name,
    value: award[name],
    onChange: (value: string) => setAward((before) => ({ ...before, [name]: value })),
    error: errors.find((entry) => entry.field === name)?.text,
  })
  const submit = () => {
    const found = findErrors(award)
    setErrors(found)
    if (found.length === 0) onSubmit(bodyOf(award))
  }
  const procedures = awardProcedures.filter((name) => request.procedures.includes(name))
  return (
    <ActionFormFrame {...frame} errors={errors} onSubmit={submit}>
      <SelectField
        {...field('spaceCode')}
        label={t('desk:dialog.space')}
        options={spaces.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
      />
      <div className={styles.pair}>
        <TextField {...field('from')} type="date" label={t('desk:dialog.from')} />
        <TextField {...field('until')} type="date" label={t('desk:dialog.until')} />
      </div>
      <SelectField
        {...field('procedure')}
        label={t('desk:dialog.procedure')}
        placeholder={t('ui:choose')}
        options={procedures.map((value) => ({ value, label: t(`desk:procedure.${value}`) }))}
      />
      {award.procedure === 'codedLegalBasis' && (
        <TextField
          {...field('legalBasis')}
          label={t('desk:dialog.legalBasis')}
          hint={t('desk:dialog.legalBasisHint')}
          maxLength={400}
        />
      )}
      <div className={styles.pair}>
        <TextField {...field('actNumber')} label={t('desk:dialog.actNumber')} maxLength={80} />
        <TextField {...field('actDate')} type="date" label={t('desk:dialog.actDate')} />
      </div>
    </ActionFormFrame>
  )
}
