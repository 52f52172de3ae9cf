import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { useCity, useCityNames } from '../../api/useCity.ts'
import { useFormats } from '../../i18n/format.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { Icon } from '../../ui/icons.tsx'
import { Note, Stamp } from '../../ui/marks.tsx'
import { adviceIcons } from '../adviceIcons.ts'
import { type AdviceGroup, groupAdvice } from './adviceGroups.ts'
import styles from './space.module.css'

function AdviceRow({ group: { advice, activities } }: { group: AdviceGroup }) {
  const { t } = useTranslation('space')
  const language = useLanguage()
  const names = useCityNames()
  return (
    <tr>
      <th scope="row">{activities.map(names.use).join(', ')}</th>
      <td>
        <span className={`${styles.level} ${styles[advice.level]}`}>
          <i>
            <Icon name={adviceIcons[advice.level]} size={14} />
          </i>
          {t(`level.${advice.level}`)}
        </span>
      </td>
      <td>
        {advice.reasons.map((reason) => (
          <p key={reason.reference + reason.text}>{language === 'en' ? reason.textEn : reason.text}</p>
        ))}
      </td>
      <td>
        {[...new Set(advice.reasons.map((reason) => reason.reference))].map((reference) => (
          <p key={reference}>{reference}</p>
        ))}
      </td>
    </tr>
  )
}

function Disclaimer({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  const language = useLanguage()
  const city = useCity()
  const names = useCityNames()
  const example = space.advice.some((advice) => advice.example)
  return (
    <Note>
      <b>{city.disclaimer[language]}</b>{' '}
      {t('advice.calculated', {
        date: format.date(new Date().toISOString()),
        plan: space.advice[0]?.planVersion ?? city.plan.version,
      })}{' '}
      {space.zoning.length > 0
        ? t('advice.zoning', { classes: space.zoning.map(names.zoning).join(', ') })
        : t('advice.noZoning')}{' '}
      {example && t('advice.example')}
    </Note>
  )
}

/** What the plan usually allows for each activity, with reason and article; never a bare yes or no. */
export function AdviceTable({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  const example = space.advice.some((advice) => advice.example)
  return (
    <section>
      <h2>
        {t('advice.title')} {example && <Stamp kind="example" />}
      </h2>
      {space.advice.length === 0 ? (
        <p>{t('advice.none')}</p>
      ) : (
        <table className={styles.advice}>
          <caption className="vh">{t('advice.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('advice.activity')}</th>
              <th scope="col">{t('advice.indication')}</th>
              <th scope="col">{t('advice.why')}</th>
              <th scope="col">{t('advice.reference')}</th>
            </tr>
          </thead>
          <tbody>
            {groupAdvice(space.advice).map((group) => (
              <AdviceRow key={group.advice.activity} group={group} />
            ))}
          </tbody>
        </table>
      )}
      <Disclaimer space={space} />
    </section>
  )
}
