import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps, ProgressBar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import styles from './Button.module.css'
import { Icon, type IconName } from './icons.tsx'
import { Link } from './Link.tsx'

export type ButtonLook = 'plain' | 'primary' | 'quiet' | 'danger'

interface Looks {
  look?: ButtonLook
  big?: boolean
  icon?: IconName
  children?: ReactNode
  className?: string
}

const looks = ({ look = 'plain', big = false, className }: Looks) =>
  [styles.button, styles[look], big && styles.big, className].filter(Boolean).join(' ')

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className'>, Looks {}

/** A button; while what it does is under way (`isPending`) it keeps the keyboard and takes no press. */
export function Button({ look, big, icon, className, children, ...rest }: ButtonProps) {
  const { t } = useTranslation('ui')
  return (
    <AriaButton {...rest} className={looks({ look, big, className })}>
      {icon && <Icon name={icon} />}
      {children}
      {rest.isPending && <ProgressBar className="vh" isIndeterminate aria-label={t('pending')} />}
    </AriaButton>
  )
}

interface LinkButtonProps extends Looks {
  to: string
  label?: string
}

/** A link that looks like a button, for what leads to another page. */
export function LinkButton({ to, look, big, icon, className, label, children }: LinkButtonProps) {
  return (
    <Link to={to} className={looks({ look, big, className })} aria-label={label}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  )
}

interface OutwardButtonProps extends Looks {
  href: string
}

/** A link that looks like a button and leaves the pages of this site, such as for signing in elsewhere. */
export function OutwardButton({ href, look, big, icon, className, children }: OutwardButtonProps) {
  return (
    <a href={href} className={looks({ look, big, className })}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}
