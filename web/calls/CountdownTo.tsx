import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './callPage.module.css'
import { timeLeft } from './timeLeft.ts'

const tickMs = 1000

interface CountdownToProps {
  what: 'opens' | 'closes'
  /** The instant that is waited for. */
  at: string
  /** The same in words, for who listens. */
  exactly: string
  onOver: () => void
}

/** How long there is still, ticking for the eye; who listens is told the instant itself, once. */
export function CountdownTo({ what, at, exactly, onOver }: CountdownToProps) {
  const { t } = useTranslation('callPage')
  const [now, setNow] = useState(() => Date.now())
  const left = timeLeft(Date.parse(at) - now)
  const isTicking = left !== null
  useEffect(() => {
    if (!isTicking) return
    const timer = setInterval(() => setNow(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [isTicking])
  useEffect(() => {
    if (!isTicking) onOver()
  }, [isTicking, onOver])
  if (!left) return null
  return (
    <p className={styles.countdown}>
      <span className="vh">{exactly}</span>
      <span aria-hidden="true" data-testid="countdown">
        {t(`countdown.${what}`)}{' '}
        <strong>
          {left.days > 0 && `${t('countdown.days', { count: left.days })} `}
          {left.clock}
        </strong>
      </span>
      <small>{t('countdown.exact')}</small>
    </p>
  )
}
