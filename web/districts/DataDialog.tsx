import { useTranslation } from 'react-i18next'
import type { DistrictPage } from '#schema/districtPages'
import { Dialog } from '../ui/Dialog.tsx'
import { districtApi } from './districtApi.ts'
import styles from './districts.module.css'

interface DataDialogProps {
  district: DistrictPage['district']
  onClose: () => void
}

/** Everything of a district as files. */
export function DataDialog({ district: { number, name }, onClose }: DataDialogProps) {
  const { t } = useTranslation('districts')
  const spaces = (extension: string) =>
    `/api/exports/spaces.${extension}?district=${encodeURIComponent(number)}`
  const own = districtApi(number)
  const files = [
    ['spacesCsv', spaces('csv')],
    ['spacesGeojson', spaces('geojson')],
    ['figuresCsv', `${own}/figures.csv`],
    ['promisesCsv', `${own}/promises.csv`],
    ['changesCsv', `${own}/changes.csv`],
    ['json', own],
  ] as const
  return (
    <Dialog title={t('dataDialog.title', { name })} open onClose={onClose}>
      <ul className={styles.files}>
        {files.map(([key, href]) => (
          <li key={key}>
            <a href={href} download={key !== 'json'}>
              {t(`dataDialog.${key}`)}
            </a>
          </li>
        ))}
      </ul>
      <p className={styles.tiny}>{t('dataDialog.charts')}</p>
    </Dialog>
  )
}
