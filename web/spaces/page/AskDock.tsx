import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { LinkButton } from '../../ui/Button.tsx'
import { Icon } from '../../ui/icons.tsx'
import { telephoneLink } from '../../ui/telephone.ts'
import styles from './space.module.css'

/** On a phone: the primary action pinned at the foot of the page, with the telephone beside it. */
export function AskDock({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  const { kind } = space.canAsk
  if (!kind) return null
  return (
    <div className={styles.dock}>
      <LinkButton to={`/spaces/${space.code}/ask`} look="primary" big>
        {t(kind === 'application' ? 'ask.application' : 'ask.interest')}
      </LinkButton>
      <a className={styles.dockPhone} href={telephoneLink(space.office.phone)} aria-label={t('office.call')}>
        <Icon name="phone" size={22} />
      </a>
    </div>
  )
}
