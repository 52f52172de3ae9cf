import { useState } from 'react'
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
  /** Address below which they are read, where it is not that of the request. */
  at?: string
  /** Read by the office, which opens no file before it has been checked for viruses. */
  atDesk?: boolean
  onRemove?: (file: RequestFile) => void
}

/** Sent with the request, and not afterwards as a signed copy of it. */
export const isAttachment = ({ purpose }: RequestFile): boolean => purpose === 'attachment'

/** The small picture of an image; the sign of a document for anything else, and where there is none. */
function Sign({ path, name }: { path: string | null; name: string }) {
  const { t } = useTranslation('requests')
  const [missing, setMissing] = useState(false)
  return (
    <span className={styles.sign}>
      {path && !missing ? (
        <img
          src={path}
          alt={t('files.preview', { name })}
          width={48}
          height={48}
          loading="lazy"
          onError={() => setMissing(true)}
        />
      ) : (
        <Icon name="doc" size={24} />
      )}
    </span>
  )
}

/** What the antivirus has not said yet, or has found. */
function FileState({ file, atDesk }: { file: RequestFile; atDesk: boolean }) {
  const { t } = useTranslation('requests')
  if (file.scanState === 'infected') {
    return (
      <span className={`${styles.fileState} ${styles.infected}`}>
        <Icon name="warn" size={16} />
        {t('files.infected')}
      </span>
    )
  }
  if (file.scanState !== 'waiting') return null
  return (
    <span className={styles.fileState}>
      <Icon name="clock" size={16} />
      {t(atDesk ? 'files.waitingOffice' : 'files.waiting')}
    </span>
  )
}

function FileLine({ requestId, file, at, atDesk = false, onRemove }: FileLinesProps & { file: RequestFile }) {
  const { t } = useTranslation(['requests', 'ui'])
  const format = useFormats()
  const path = filePath(requestId, file.id, at)
  const opens = file.scanState !== 'infected' && !(atDesk && file.scanState === 'waiting')
  return (
    <li>
      <Sign path={opens && file.hasThumbnail ? `${path}/thumbnail` : null} name={file.name} />
      <span className={styles.fileWords}>
        {opens ? <a href={path}>{file.name}</a> : <b>{file.name}</b>}
        <span>{format.bytes(file.sizeBytes)}</span>
        <FileState file={file} atDesk={atDesk} />
      </span>
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
  )
}

/** Files by picture, name and size, to open once they may be and, where allowed, to remove. */
export function FileLines(props: FileLinesProps) {
  const { t } = useTranslation('requests')
  const { files, onRemove } = props
  if (files.length === 0) return onRemove ? null : <p>{t('page.noFiles')}</p>
  return (
    <ul className={styles.fileLines}>
      {files.map((file) => (
        <FileLine key={file.id} {...props} file={file} />
      ))}
    </ul>
  )
}
