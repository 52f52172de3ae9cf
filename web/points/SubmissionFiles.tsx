import { useTranslation } from 'react-i18next'
import type { SplitSubmission } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import styles from './points.module.css'
import { filePath } from './pointsApi.ts'

type File = SplitSubmission['files'][number]

function FileLine({ submission, file }: { submission: string; file: File }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const { id, name, purpose, sizeBytes, scanState } = file
  const isKept = scanState === 'infected' || scanState === 'waiting'
  return (
    <li>
      {isKept ? name : <a href={filePath(submission, id)}>{name}</a>}{' '}
      <span className={styles.hint}>
        {`${t(`files.purpose.${purpose}`)}, ${format.bytes(sizeBytes)}`}
        {isKept && ` · ${t(`files.${scanState}`)}`}
      </span>
    </li>
  )
}

/** The files of what was received, each to be opened; the log says who opened which. */
export function SubmissionFiles({ submission, files }: { submission: string; files: readonly File[] }) {
  const { t } = useTranslation('points')
  if (files.length === 0) return null
  return (
    <>
      <h3>{t('files.title')}</h3>
      <ul className={styles.plainList}>
        {files.map((file) => (
          <FileLine key={file.id} submission={submission} file={file} />
        ))}
      </ul>
    </>
  )
}
