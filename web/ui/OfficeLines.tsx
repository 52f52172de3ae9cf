import { useLanguage } from '../i18n/useLanguage.ts'
import { Icon } from './icons.tsx'
import { Stamp } from './marks.tsx'
import styles from './OfficeLines.module.css'
import { telephoneLink } from './telephone.ts'

interface OfficeLinesProps {
  office: { name: string; phone: string; hours: string; hoursEn?: string | null; email: string | null }
  demo: boolean
}

/** Name, telephone, hours and address of an office. */
export function OfficeLines({ office, demo }: OfficeLinesProps) {
  const english = useLanguage() === 'en'
  return (
    <div className={styles.lines}>
      <p>{office.name}</p>
      <p>
        <Icon name="phone" />
        <a href={telephoneLink(office.phone)}>{office.phone}</a>
        {demo && <Stamp kind="example" />}
      </p>
      <p>
        <Icon name="clock" />
        {(english && office.hoursEn) || office.hours}
      </p>
      {office.email && (
        <p>
          <Icon name="mail" />
          <a href={`mailto:${office.email}`}>{office.email}</a>
        </p>
      )}
    </div>
  )
}
