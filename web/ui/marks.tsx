import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from './icons.tsx'
import styles from './marks.module.css'

export type Tone = 'plain' | 'warn' | 'ok' | 'blue' | 'danger'

/** A short word about a thing. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`${styles.tag} ${styles[tone] ?? ''}`}>{children}</span>
}

/** ESEMPIO or DIMOSTRAZIONE, beside what is invented. */
export function Stamp({ kind }: { kind: 'example' | 'demonstration' }) {
  const { t } = useTranslation('ui')
  return <span className={styles.stamp}>{t(kind)}</span>
}

interface ChipProps {
  children: ReactNode
  /** What removing does, read out. */
  label: string
  onRemove: () => void
}

/** An active choice; pressing it takes it away. */
export function Chip({ children, label, onRemove }: ChipProps) {
  return (
    <Button className={styles.chip ?? ''} aria-label={label} onPress={onRemove}>
      {children}
      <Icon name="close" size={22} />
    </Button>
  )
}

interface NoteProps {
  icon?: IconName
  tone?: Tone
  children: ReactNode
}

/** A remark that must not be missed, in a quiet box. */
export function Note({ icon = 'info', tone = 'plain', children }: NoteProps) {
  return (
    <div className={`${styles.note} ${styles[tone] ?? ''}`}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  )
}
