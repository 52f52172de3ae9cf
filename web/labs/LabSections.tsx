import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LabProfile } from '#schema/labs'
import { useCity } from '../api/useCity.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { telephoneLink } from '../ui/telephone.ts'
import styles from './lab.module.css'

/** Photos with what they show in words. */
export function Photos({ photos }: Pick<LabProfile, 'photos'>) {
  const language = useLanguage()
  if (photos.length === 0) return null
  return (
    <ul className={styles.photos}>
      {photos.map(({ id, url, alt, altEn }) => (
        <li key={id}>
          <img src={url} alt={(language === 'en' && altEn) || (alt ?? '')} loading="lazy" />
        </li>
      ))}
    </ul>
  )
}

/** What one pays, apart from single machines. */
export function Prices({ prices }: Pick<LabProfile, 'prices'>) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const language = useLanguage()
  return (
    <section>
      <h2>{t('prices.title')}</h2>
      {prices.length === 0 && <p className={styles.unknown}>{t('prices.unknown')}</p>}
      <ul className={styles.plain}>
        {prices.map(({ name, nameEn, valueEur, interval, note }) => (
          <li key={name}>
            <b>{(language === 'en' && nameEn) || name}</b>: {format.euro(valueEur)}
            {interval !== 'other' && ` ${t(`intervals.${interval}`)}`}
            {note && ` (${note})`}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Every period of activity, the latest first. */
export function History({ activities }: Pick<LabProfile, 'activities'>) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  return (
    <section>
      <h2>{t('history.title')}</h2>
      {activities.length === 0 && <p className={styles.unknown}>{t('history.unknown')}</p>}
      <ul className={styles.plain}>
        {activities.map(({ activity, fromOn, note, source }, index) => (
          <li key={index}>
            <b>{t(`activities.${activity}`)}</b>{' '}
            {fromOn ? t('history.from', { date: format.date(fromOn) }) : t('history.noDate')}
            {note && `. ${note}`}
            {source && <small className={styles.quiet}> {t('history.source', { source })}</small>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the city granted this lab. */
export function Grants({ grants }: Pick<LabProfile, 'grants'>) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const language = useLanguage()
  const { labs } = useCity()
  const measureOf = (code: string | null) => labs.measures.find((one) => one.code === code)?.[language]
  return (
    <section>
      <h2>{t('incentives.own')}</h2>
      {grants.length === 0 && <p>{t('incentives.ownNone')}</p>}
      <ul className={styles.plain}>
        {grants.map((grant) => (
          <li key={grant.id}>
            <b>{format.euro(grant.amountEur)}</b>, {grant.year}: {grant.title}{' '}
            <Tag tone={grant.state === 'revoked' ? 'danger' : grant.state === 'paid' ? 'ok' : 'plain'}>
              {t(`grantStates.${grant.state}`)}
            </Tag>
            <br />
            <small className={styles.quiet}>
              {[
                measureOf(grant.measure),
                grant.actNumber && t('incentives.act', { number: grant.actNumber }),
                t('history.source', { source: grant.source }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/labs/incentives">{t('incentives.all')}</Link>
      </p>
    </section>
  )
}

const Near = ({ to, name, detail }: { to: string; name: string; detail: ReactNode }) => (
  <li>
    <Link to={to}>{name}</Link>, {detail}
  </li>
)

/** Spaces and labs nearby, in a straight line. */
export function Neighbours({ lab }: { lab: LabProfile }) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const [lon, lat] = lab.point ?? []
  return (
    <section>
      <h2>{t('near.title')}</h2>
      <h3>{t('near.spaces')}</h3>
      {lab.nearSpaces.length === 0 && <p>{t('near.noSpaces')}</p>}
      <ul className={styles.plain}>
        {lab.nearSpaces.map(({ code, name, distanceM, areaM2 }) => (
          <Near
            key={code}
            to={`/spaces/${code}`}
            name={name}
            detail={[format.distance(distanceM), areaM2 !== null && format.area(areaM2)]
              .filter(Boolean)
              .join(', ')}
          />
        ))}
      </ul>
      {lab.point && (
        <p>
          <Link to={`/?near=${lon},${lat},2000`}>{t('near.onMap')}</Link>
        </p>
      )}
      <h3>{t('near.labs')}</h3>
      {lab.nearLabs.length === 0 && <p>{t('near.noLabs')}</p>}
      <ul className={styles.plain}>
        {lab.nearLabs.map(({ code, name, distanceM }) => (
          <Near key={code} to={`/labs/${code}`} name={name} detail={format.distance(distanceM)} />
        ))}
      </ul>
      <p className={styles.quiet}>{t('near.straight')}</p>
    </section>
  )
}

/** Place, size, access, languages and contact. */
export function Facts({ lab }: { lab: LabProfile }) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const language = useLanguage()
  const names = new Intl.DisplayNames([language], { type: 'language' })
  const { email, phone, website } = lab
  return (
    <section className={styles.box}>
      <h2>{t('facts.title')}</h2>
      <DefinitionList
        missing={t('notSaid')}
        entries={[
          {
            term: t('address'),
            value: lab.address && `${lab.address}${lab.positionApproximate ? ` (${t('approximate')})` : ''}`,
          },
          { term: t('district'), value: lab.district },
          {
            term: t('facts.stepFree'),
            value: lab.stepFree === null ? null : t(lab.stepFree ? 'yes' : 'no'),
          },
          {
            term: t('facts.languages'),
            value: lab.languages.length > 0 ? lab.languages.map((code) => names.of(code)).join(', ') : null,
          },
          { term: t('facts.area'), value: lab.areaM2 === null ? null : format.area(lab.areaM2) },
          {
            term: t('facts.workstations'),
            value: lab.workstations === null ? null : format.number(lab.workstations),
          },
          { term: t('facts.phone'), value: phone && <a href={telephoneLink(phone)}>{phone}</a> },
          { term: t('facts.email'), value: email && <a href={`mailto:${email}`}>{email}</a> },
          { term: t('facts.website'), value: website && <a href={website}>{new URL(website).host}</a> },
        ]}
      />
      {lab.links.length > 0 && (
        <ul className={styles.plain}>
          {lab.links.map((link) => (
            <li key={link}>
              <a href={link}>{link.replace(/^https?:\/\//, '')}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
