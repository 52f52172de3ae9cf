import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { AccountLayout } from '../accounts/AccountLayout.tsx'
import { Link } from '../ui/Link.tsx'
import { Choices } from './Choices.tsx'
import { Letters } from './Letters.tsx'
import styles from './messages.module.css'
import { Notifications } from './Notifications.tsx'

const views = { news: Notifications, letters: Letters, choices: Choices }
type View = keyof typeof views
const viewNames = Object.keys(views) as View[]

/** What I was told, what was written to me, and what I want to be written. */
export function MessagesPage() {
  const { t } = useTranslation('messages')
  const asked = useSearchParams()[0].get('view')
  const view = viewNames.find((name) => name === asked) ?? 'news'
  const Shown = views[view]
  return (
    <AccountLayout title={t('title')}>
      <nav className={styles.views} aria-label={t('title')}>
        {viewNames.map((name) => (
          <Link
            key={name}
            to={name === 'news' ? '/account/messages' : `/account/messages?view=${name}`}
            aria-current={name === view ? 'page' : undefined}
          >
            {t(`view.${name}`)}
          </Link>
        ))}
      </nav>
      <Shown />
    </AccountLayout>
  )
}
