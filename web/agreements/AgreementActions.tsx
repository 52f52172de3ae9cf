import { useTranslation } from 'react-i18next'
import { type AgreementAction, type DeskAgreement, endReasons } from '#schema/agreements'
import { ActionButton } from './ActionButton.tsx'
import styles from './agreements.module.css'
import type { FieldSpec } from './FieldForm.tsx'
import { termsOf, useTermFields, valuesOf } from './termFields.ts'

type Led = Exclude<AgreementAction, 'expire'>
const looks: Partial<Record<Led, 'primary' | 'danger'>> = {
  sign: 'primary',
  handOver: 'primary',
  takeBack: 'primary',
  cancel: 'danger',
  terminate: 'danger',
}

/** The fields each action asks for. */
function useFields(): Record<Led, FieldSpec[]> {
  const { t } = useTranslation('agreements')
  const terms = useTermFields()
  const day = (name: string, label: string): FieldSpec => ({ name, kind: 'date', label })
  const keys: FieldSpec[] = [
    day('happenedOn', t('field.happenedOn')),
    { name: 'meterReadings', label: t('field.meters'), optional: true },
    { name: 'note', kind: 'area', label: t('field.note'), optional: true },
  ]
  return {
    save: terms,
    sign: [
      day('signedOn', t('field.signedOn')),
      { name: 'registration', label: t('field.registration'), optional: true },
    ],
    cancel: [{ name: 'note', kind: 'area', label: t('field.reasonText'), least: 10 }],
    handOver: keys,
    extend: [
      { name: 'until', kind: 'date', label: t('field.until') },
      { name: 'actNumber', label: t('field.actNumber') },
      day('actDate', t('field.actDate')),
    ],
    terminate: [
      day('endedOn', t('field.endedOn')),
      {
        name: 'reason',
        label: t('field.reason'),
        options: endReasons.slice(1).map((value) => ({ value, label: t(`end.${value}`) })),
      },
      { name: 'note', kind: 'area', label: t('field.reasonText'), hint: t('field.sentHint'), least: 10 },
    ],
    takeBack: keys,
  }
}

interface AgreementActionsProps {
  agreement: DeskAgreement
  onChange: (agreement: DeskAgreement) => void
}

/** What can be done with an agreement now; what keeps it from being signed is said above. */
export function AgreementActions({ agreement, onChange }: AgreementActionsProps) {
  const { t } = useTranslation('agreements')
  const fields = useFields()
  const { id, version } = agreement
  const shown = agreement.actions.filter((action): action is Led => action !== 'expire')
  return (
    <div className={styles.buttons}>
      {shown
        .filter((action) => action !== 'sign' || agreement.notReady.length === 0)
        .map((action) => (
          <ActionButton<DeskAgreement>
            key={action}
            label={t(`action.${action}`)}
            look={looks[action] ?? 'plain'}
            path={action === 'save' ? `/api/desk/agreements/${id}` : `/api/desk/agreements/${id}/${action}`}
            method={action === 'save' ? 'PUT' : 'POST'}
            about={<p>{t(`about.${action}`)}</p>}
            fields={fields[action]}
            {...(action === 'save' ? { values: valuesOf(agreement) } : {})}
            bodyOf={(written) => ({ ...(action === 'save' ? termsOf(written) : written), version })}
            onDone={onChange}
          />
        ))}
    </div>
  )
}
