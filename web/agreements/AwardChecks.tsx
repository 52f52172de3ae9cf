import { useTranslation } from 'react-i18next'
import { checkOutcomes, type DeskAward } from '#schema/agreements'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Tag, type Tone } from '../ui/marks.tsx'
import { ActionButton } from './ActionButton.tsx'
import styles from './agreements.module.css'

/** A part of the page of an award, told of what was changed. */
export interface AwardPart {
  award: DeskAward
  onChange: (award: DeskAward) => void
}

const outcomeTones: Record<DeskAward['checks'][number]['outcome'], Tone> = {
  pending: 'plain',
  passed: 'ok',
  failed: 'danger',
  notApplicable: 'plain',
}

/** The checks that come before an agreement, each recorded as it comes in. */
export function AwardChecks({ award, onChange }: AwardPart) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  const language = useLanguage()
  const isOpen = !award.revoked && !award.isOwn
  return (
    <section className={styles.section}>
      <h2>{t('checks.title')}</h2>
      <table className={`${styles.table} ${styles.stacked}`}>
        <caption className="vh">{t('checks.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('checks.item')}</th>
            <th scope="col">{t('checks.outcome')}</th>
            <th scope="col">{t('checks.asked')}</th>
            <th scope="col">{t('checks.checked')}</th>
            <th scope="col">{t('field.note')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {award.checks.map((check) => {
            const label = language === 'en' ? check.labelEn : check.label
            return (
              <tr key={check.code}>
                <th scope="row">
                  {label}
                  <br />
                  <span className={styles.note}>{check.reference}</span>
                </th>
                <td data-label={t('checks.outcome')}>
                  <Tag tone={outcomeTones[check.outcome]}>{t(`outcome.${check.outcome}`)}</Tag>
                </td>
                <td data-label={t('checks.asked')} className={styles.nowrap}>
                  {check.askedOn && format.date(check.askedOn)}
                </td>
                <td data-label={t('checks.checked')} className={styles.nowrap}>
                  {check.checkedOn && format.date(check.checkedOn)}
                </td>
                <td data-label={t('field.note')}>{check.note}</td>
                <td>
                  {isOpen && (
                    <ActionButton<DeskAward>
                      label={t('checks.record')}
                      fullLabel={t('checks.recordOf', { name: label })}
                      path={`/api/desk/awards/${award.id}/checks`}
                      fields={[
                        {
                          name: 'outcome',
                          label: t('checks.outcome'),
                          options: checkOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
                        },
                        { name: 'askedOn', kind: 'date', label: t('checks.asked'), optional: true },
                        { name: 'checkedOn', kind: 'date', label: t('checks.checked'), optional: true },
                        { name: 'note', kind: 'area', label: t('field.note'), optional: true },
                      ]}
                      values={{
                        outcome: check.outcome === 'pending' ? '' : check.outcome,
                        askedOn: check.askedOn ?? '',
                        checkedOn: check.checkedOn ?? '',
                        note: check.note ?? '',
                      }}
                      bodyOf={(written) => ({ ...written, item: check.code })}
                      onDone={onChange}
                    />
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
