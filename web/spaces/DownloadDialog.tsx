import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/icons.tsx'
import styles from './dialogs.module.css'

interface DownloadDialogProps {
  /** The filters as a query string. */
  query: string
  total: number
  onClose(): void
}

const formats = ['csv', 'geojson'] as const

/** The set on the map as a file. */
export function DownloadDialog({ query, total, onClose }: DownloadDialogProps) {
  const { t } = useTranslation('map')
  const { number } = useFormats()
  return (
    <Dialog title={t('download.title')} open onClose={onClose}>
      <p>{t('download.body', { count: total, number: number(total) })}</p>
      <ul className={styles.files}>
        {formats.map((format) => (
          <li key={format}>
            <a href={`/api/exports/spaces.${format}${query && `?${query}`}`} download>
              <Icon name="download" />
              {t(`download.${format}`)}
            </a>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
