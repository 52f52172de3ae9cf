import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import styles from './agreements.module.css'

interface MoreButtonProps {
  shown: number
  total: number
  isPending: boolean
  onPress: () => void
}

/** How many of a list are shown, and the way to more; nothing where all of it is. */
export function MoreButton({ shown, total, isPending, onPress }: MoreButtonProps) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  if (shown >= total) return null
  return (
    <div className={styles.buttons}>
      <Button isPending={isPending} onPress={onPress}>
        {t('more')}
      </Button>
      <span className={styles.note}>
        {t('shown', { shown: format.number(shown), total: format.number(total) })}
      </span>
    </div>
  )
}
