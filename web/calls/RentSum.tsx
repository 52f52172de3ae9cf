import { useTranslation } from 'react-i18next'
import type { LotRent } from '#schema/calls'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import styles from './calls.module.css'

/** How the rent of a lot comes about, line by line, each reduction with its legal basis. */
export function RentSum({ rent }: { rent: LotRent }) {
  const { t } = useTranslation('calls')
  const format = useFormats()
  const english = useLanguage() === 'en'
  return (
    <table className={styles.sum}>
      <caption>{t('rent.title')}</caption>
      <tbody>
        <tr>
          <th scope="row">{t('rent.base')}</th>
          <td>{format.euro(rent.baseEurYear)}</td>
        </tr>
        {rent.reductions.map((reduction) => (
          <tr key={reduction.code}>
            <th scope="row">
              {t('rent.reduction', {
                label: (english && reduction.labelEn) || reduction.label,
                rate: format.percent(reduction.rate),
              })}
              <small>{reduction.legalBasis}</small>
            </th>
            <td>{format.euro(reduction.amountEurYear)}</td>
          </tr>
        ))}
        <tr className={styles.total}>
          <th scope="row">{t('rent.asked')}</th>
          <td>{format.euro(rent.eurYear)}</td>
        </tr>
      </tbody>
    </table>
  )
}
