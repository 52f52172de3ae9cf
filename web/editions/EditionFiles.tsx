import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Edition, EditionFile } from '#schema/editions'
import { useFormats } from '../i18n/format.ts'
import { OutwardButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Tag, type Tone } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Table } from '../ui/Table.tsx'
import styles from './editions.module.css'
import { fileAddress, filesQuery } from './editionsApi.ts'

const tones: Record<EditionFile['state'], Tone> = {
  waiting: 'plain',
  making: 'blue',
  made: 'ok',
  failed: 'danger',
  withdrawn: 'warn',
}

function Standing({ file }: { file: EditionFile }) {
  const { t } = useTranslation('editions')
  const format = useFormats()
  const { state, share, problem } = file
  return (
    <>
      <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
      {state === 'making' && (
        <span className={styles.progress}>
          <progress
            max={1}
            value={share}
            aria-label={t('progress', {
              file: t(`sorting.${file.sorting}`),
              format: t(`format.${file.format}`),
            })}
          />
          {format.percent(Math.floor(share * 100) / 100)}
        </span>
      )}
      {problem && <span className={styles.why}>{t(`problem.${problem}`)}</span>}
    </>
  )
}

interface RowProps {
  edition: Edition
  code: string
  file: EditionFile
}

function FileRow({ edition, code, file }: RowProps) {
  const { t } = useTranslation('editions')
  const format = useFormats()
  const name = `${t(`format.${file.format}`)}, ${t(`sorting.${file.sorting}`)}`
  return (
    <tr>
      <th scope="row">
        {name}
        {file.sha256 && file.sizeBytes !== null && (
          <span className={styles.hash} title={file.sha256}>
            {format.bytes(file.sizeBytes)} · SHA-256 <code>{file.sha256.slice(0, 12)}…</code>
          </span>
        )}
      </th>
      <td>
        {format.dateTime(file.askedAt)}
        <br />
        {file.askedBy}
      </td>
      <td>
        <Standing file={file} />
      </td>
      <td className={styles.take}>
        {file.state === 'made' && (
          <OutwardButton icon="download" href={fileAddress(edition, code, file.id)}>
            {t('take')}
            <span className="vh"> {name}</span>
          </OutwardButton>
        )}
      </td>
    </tr>
  )
}

const columns = ['file', 'asked', 'state', 'take'] as const

/** The files of an edition, the latest first, each with how far it has come. */
export function EditionFiles({ edition, code }: { edition: Edition; code: string }) {
  const { t } = useTranslation('editions')
  const { data, error, refetch } = useQuery(filesQuery(edition, code))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={4} />
  if (data.total === 0) return <p className={styles.quiet}>{t('none')}</p>
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t(`edition.${edition}`)}>
      <Table
        className={styles.table}
        caption={t('caption', { edition: t(`edition.${edition}`) })}
        heads={columns.map((column) => t(`column.${column}`))}
      >
        {data.items.map((file) => (
          <FileRow key={file.id} edition={edition} code={code} file={file} />
        ))}
      </Table>
    </div>
  )
}
