import { useTranslation } from 'react-i18next'
import { totalMost } from '#rules/calls'
import type { Call } from '#schema/calls'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import styles from './calls.module.css'

type Criteria = NonNullable<Call['criteria']>

function CriterionRows({ criteria }: { criteria: Criteria }) {
  const { t } = useTranslation('calls')
  const format = useFormats()
  const english = useLanguage() === 'en'
  return criteria.technical.map(({ code, label, labelEn, guidance, maxPoints, threshold }) => (
    <tr key={code}>
      <th scope="row">
        {(english && labelEn) || label}
        {guidance && <small>{guidance}</small>}
        {threshold !== null && <small>{t('criteria.atLeast', { points: format.number(threshold) })}</small>}
      </th>
      <td>{format.number(maxPoints)}</td>
    </tr>
  ))
}

/** What requests are scored by, with the points of each thing, and the hash by which a change would be seen. */
export function CriteriaTable({ criteria, hash }: { criteria: Criteria; hash: string | null }) {
  const { t } = useTranslation('calls')
  const format = useFormats()
  const { technicalThreshold, price, ties } = criteria
  return (
    <section>
      <h2>{t('criteria.title')}</h2>
      <table className={styles.sum}>
        <caption className="vh">{t('criteria.title')}</caption>
        <tbody>
          <CriterionRows criteria={criteria} />
          {price && (
            <tr>
              <th scope="row">
                {t('criteria.price')}
                <small>{t(`criteria.formula.${price.formula}`)}</small>
              </th>
              <td>{format.number(price.maxPoints)}</td>
            </tr>
          )}
          <tr className={styles.total}>
            <th scope="row">{t('criteria.total')}</th>
            <td>{format.number(totalMost(criteria))}</td>
          </tr>
        </tbody>
      </table>
      {technicalThreshold !== null && (
        <p>{t('criteria.threshold', { points: format.number(technicalThreshold) })}</p>
      )}
      <p>{t('criteria.ties', { steps: ties.map((step) => t(`criteria.tie.${step}`)).join(', ') })}</p>
      {hash && (
        <p className={styles.hash}>
          {t('criteria.hash')} <code>{hash}</code>
        </p>
      )}
    </section>
  )
}
