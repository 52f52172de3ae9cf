import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { useCity, useCityNames } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Icon } from '../ui/icons.tsx'
import { Stamp } from '../ui/marks.tsx'
import { adviceIcons } from './adviceIcons.ts'
import { useFilters } from './filterContext.ts'
import styles from './SelectedSpace.module.css'

/** What the plan indicates for the chosen activity, why, by which article; never a bare yes or no. */
export function SelectedAdvice({ space }: { space: Space }) {
  const { t } = useTranslation('map')
  const { t: words } = useTranslation('space')
  const { filters } = useFilters()
  const { disclaimer } = useCity()
  const { use } = useCityNames()
  const language = useLanguage()
  const { activity } = filters
  const advice = space.advice.find((each) => each.activity === activity)
  if (!activity || !advice)
    return (
      <section>
        <h3>{activity ? t('detail.adviceTitle', { activity: use(activity) }) : t('detail.adviceAny')}</h3>
        <p className={styles.small}>{t(activity ? 'detail.adviceNone' : 'detail.adviceChoose')}</p>
      </section>
    )
  return (
    <section>
      <h3>{t('detail.adviceTitle', { activity: use(activity) })}</h3>
      <div className={styles.advice}>
        <span className={styles.adviceSign} data-level={advice.level}>
          <Icon name={adviceIcons[advice.level]} size={16} />
        </span>
        <div>
          <b>{words(`level.${advice.level}`)}</b> {advice.example && <Stamp kind="example" />}
          {advice.reasons.map((reason) => (
            <p key={reason.reference + reason.text} className={styles.small}>
              {language === 'en' ? reason.textEn : reason.text}{' '}
              {t('detail.reference', { reference: reason.reference, plan: advice.planVersion })}
            </p>
          ))}
          <p className={styles.tiny}>{disclaimer[language]}</p>
        </div>
      </div>
    </section>
  )
}
