import { useTranslation } from 'react-i18next'
import type { DistrictPage, RequestCount } from '#schema/districtPages'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useTitleOf } from '../i18n/useTitleOf.ts'
import { Link } from '../ui/Link.tsx'
import cards from './cards.module.css'
import styles from './districts.module.css'

/** The requests for spaces of a district, in figures. */
export function Requests({ page: { requests } }: { page: DistrictPage }) {
  const { t } = useTranslation('districts')
  const format = useFormats()
  const language = useLanguage()
  const text = ({ value }: RequestCount, missing: string) => (value === null ? missing : format.number(value))
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">{t('requests.title')}</h2>
      <dl className={cards.requests}>
        <div>
          <dt>{t('requests.total')}</dt>
          <dd data-requests="total">{text(requests.total, '<5')}</dd>
        </div>
        {requests.groups.map((count) => (
          <div key={count.group}>
            <dt>{t(`requests.${count.group}`)}</dt>
            <dd data-requests={count.group}>{text(count, t('requests.notTold'))}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.tiny}>
        {language === 'en' ? requests.definitionEn : requests.definition}. {t('requests.note')}{' '}
        {t('requests.source', { source: requests.source, date: format.date(requests.date) })}
      </p>
    </section>
  )
}

/** What was written to plans about a district and how it was decided, as the public registers have it. */
export function Observations({ page }: { page: DistrictPage }) {
  const { t } = useTranslation('districts')
  const { t: points } = useTranslation('points')
  const format = useFormats()
  const titleOf = useTitleOf()
  const { observations, district } = page
  return (
    <section aria-labelledby="observations">
      <h2 id="observations">{t('observations.title')}</h2>
      {observations.length === 0 && <p>{t('observations.none')}</p>}
      <ul className={cards.plans}>
        {observations.map((plan) => (
          <li key={plan.code}>
            <b>{titleOf(plan)}</b>
            <span>
              {t('observations.points', { count: plan.total, number: format.number(plan.total) })}:{' '}
              {plan.outcomes
                .map(
                  ({ outcome, count }) =>
                    `${format.number(count)} ${(outcome ? points(`outcome.${outcome}`) : t('observations.undecided')).toLowerCase()}`,
                )
                .join(', ')}
              .
            </span>
            <Link
              to={`/plans/${encodeURIComponent(plan.code)}/register?district=${encodeURIComponent(district.number)}`}
              aria-label={t('observations.of', { title: titleOf(plan) })}
            >
              {t('observations.open')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
