import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import type { Permission } from '#schema/accounts'
import { useMe } from '../accounts/useMe.ts'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Bell } from '../messages/Bell.tsx'
import { Icon } from '../ui/icons.tsx'
import { Link } from '../ui/Link.tsx'
import { AccountEntry } from './AccountEntry.tsx'
import { Brand } from './Brand.tsx'
import { FooterLinks } from './FooterLinks.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import styles from './shell.module.css'

interface Place {
  to: string
  key:
    | 'nav.map'
    | 'nav.calls'
    | 'nav.labs'
    | 'nav.requests'
    | 'nav.desk'
    | 'nav.evaluation'
    | 'nav.districts'
    | 'nav.offers'
    | 'nav.impact'
    | 'nav.plans'
    | 'nav.planDesk'
    | 'nav.council'
    | 'nav.municipio'
    | 'nav.opinions'
    | 'nav.admin'
    | 'nav.audit'
  under: RegExp
  /** What one must be permitted to find something there; nothing where it is open to all. */
  needs?: Permission
}

const places: readonly Place[] = [
  { to: '/', key: 'nav.map', under: /^\/($|spaces\/[^/]+$)/ },
  { to: '/calls', key: 'nav.calls', under: /^\/calls/ },
  { to: '/labs', key: 'nav.labs', under: /^\/(labs|needs)/ },
  { to: '/districts', key: 'nav.districts', under: /^\/(districts|coverage)/ },
  { to: '/offers', key: 'nav.offers', under: /^\/offers/ },
  { to: '/impact', key: 'nav.impact', under: /^\/(impact|agreements)/ },
  { to: '/plans', key: 'nav.plans', under: /^\/(plans|observations)/ },
  { to: '/requests', key: 'nav.requests', under: /^\/requests|\/ask$/, needs: 'writeRequests' },
  {
    to: '/desk',
    key: 'nav.desk',
    under: /^\/desk(?!\/(plans|observations|points|groups|redaction|opinions))/,
    needs: 'examineRequests',
  },
  {
    to: '/desk/plans',
    key: 'nav.planDesk',
    under: /^\/desk\/(plans|observations|points|groups|redaction)/,
    needs: 'examineObservations',
  },
  { to: '/desk/opinions', key: 'nav.opinions', under: /^\/desk\/opinions/, needs: 'askOpinions' },
  { to: '/municipio', key: 'nav.municipio', under: /^\/municipio/, needs: 'readDistrictDesk' },
  { to: '/council', key: 'nav.council', under: /^\/council/, needs: 'readCouncilEdition' },
  { to: '/evaluation', key: 'nav.evaluation', under: /^\/evaluation/, needs: 'evaluateRequests' },
  { to: '/admin/accounts', key: 'nav.admin', under: /^\/admin/, needs: 'manageAccounts' },
  { to: '/audit', key: 'nav.audit', under: /^\/audit/, needs: 'readAudit' },
]

function NavLinks() {
  const { t } = useTranslation('shell')
  const { pathname } = useLocation()
  const { may } = useMe()
  const shown = places.filter(({ needs }) => !needs || may(needs))
  return shown.map(({ to, key, under }) => (
    <Link key={to} to={to} aria-current={under.test(pathname) ? 'page' : undefined}>
      {t(key)}
    </Link>
  ))
}

function PhoneMenu() {
  const { t } = useTranslation('shell')
  const { pathname } = useLocation()
  const [openAt, setOpenAt] = useState<string | null>(null)
  const open = openAt === pathname
  useEffect(() => {
    if (!open) return
    const closeOnEscape = (event: KeyboardEvent) => event.key === 'Escape' && setOpenAt(null)
    window.addEventListener('keydown', closeOnEscape)
    return () => window.removeEventListener('keydown', closeOnEscape)
  }, [open])
  return (
    <>
      <button
        type="button"
        className={styles.burger}
        aria-expanded={open}
        aria-controls="phone-menu"
        aria-label={t(open ? 'nav.close' : 'nav.open')}
        onClick={() => setOpenAt(open ? null : pathname)}
      >
        <Icon name={open ? 'close' : 'menu'} size={24} />
      </button>
      <div id="phone-menu" className={styles.phoneMenu} hidden={!open}>
        <nav aria-label={t('nav.label')}>
          <NavLinks />
        </nav>
        <AccountEntry />
        <nav className={styles.menuFoot} aria-label={t('footer.label')}>
          <FooterLinks />
        </nav>
      </div>
    </>
  )
}

/** Service bar with owner, language and account; below it the name of the site and its parts. */
export function Header() {
  const { t } = useTranslation('shell')
  const city = useCity()
  const language = useLanguage()
  return (
    <header>
      <div className={styles.bar}>
        <div className={styles.barIn}>
          <span className={styles.owner}>{city.header.owner[language]}</span>
          <span className={styles.programme}>{t('programme', { name: city.programme[language] })}</span>
          <span className={styles.grow} />
          <LanguageSwitch />
          <AccountEntry />
        </div>
      </div>
      <div className={styles.header}>
        <div className={styles.headerIn}>
          <Brand />
          <nav className={styles.nav} aria-label={t('nav.label')}>
            <NavLinks />
          </nav>
          <span className={styles.grow} />
          <Bell />
          <LanguageSwitch className={styles.languagesOnPhone} />
          <PhoneMenu />
        </div>
      </div>
    </header>
  )
}
