import { useTranslation } from 'react-i18next'
import type { HeldKind } from '#schema/privacy'
import { useFormats } from '../i18n/format.ts'
import styles from './privacy.module.css'
import { RetentionPeriod } from './RetentionPeriod.tsx'

function HowLong({ kind, rule }: Pick<HeldKind, 'kind' | 'rule'>) {
  const { t } = useTranslation('privacy')
  if (kind === 'alerts') return t('howLong.untilStopped')
  return rule ? <RetentionPeriod rule={rule} /> : t('howLong.withAccount')
}

/** What is held, of which there is any: how many, why, and for how long. */
export function HeldTable({ held }: { held: readonly HeldKind[] }) {
  const { t } = useTranslation('privacy')
  const format = useFormats()
  return (
    <table className={styles.table}>
      <caption className="vh">{t('data.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('data.kind')}</th>
          <th scope="col" className={styles.figure}>
            {t('data.count')}
          </th>
          <th scope="col">{t('data.why')}</th>
          <th scope="col">{t('data.howLong')}</th>
        </tr>
      </thead>
      <tbody>
        {held
          .filter(({ count }) => count > 0)
          .map(({ kind, count, rule }) => (
            <tr key={kind}>
              <th scope="row">{t(`kinds.${kind}`)}</th>
              <td data-label={t('data.count')} className={styles.figure}>
                {format.number(count)}
              </td>
              <td data-label={t('data.why')}>{t(`why.${kind}`)}</td>
              <td data-label={t('data.howLong')}>
                <HowLong kind={kind} rule={rule} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
