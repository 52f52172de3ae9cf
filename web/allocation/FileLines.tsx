import { useTranslation } from 'react-i18next'
import type { RequestFile } from '#schema/allocation'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import styles from './allocation.module.css'
import { filePath } from './requestsApi.ts'

interface FileLinesProps {
  requestId: string
  files: readonly RequestFile[]
  onRemove?: (file: RequestFile) => void
}

/** Sent with the request, and not afterwards as a signed copy of it. */
export const isAttachment = ({ purpose }: RequestFile): boolean => purpose === 'attachment'

/** Files by name, type and size, to open and, where allowed, to remove. */
export function FileLines({ requestId, files, onRemove }: FileLinesProps) {
  const { t } = useTranslation(['requests', 'ui'])
  const format = useFormats()
  if (files.length === 0) return onRemove ? null : <p>{t('requests:page.noFiles')}</p>
  return (
    <ul className={styles.fileLines}>
      {files.map((file) => (
        <li key={file.id}>
          <Icon name="doc" />
          <a href={filePath(requestId, file.id)}>{file.name}</a>
          <span>{format.bytes(file.sizeBytes)}</span>
          {onRemove && (
            <Button
              look="quiet"
              icon="close"
              aria-label={t('requests:files.remove', { name: file.name })}
              onPress={() => onRemove(file)}
            >
              {t('ui:remove')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
