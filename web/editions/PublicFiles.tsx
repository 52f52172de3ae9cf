import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type PublicFile, sortings } from '#schema/editions'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import styles from './editions.module.css'
import { publicFileAddress, publicFilesQuery } from './editionsApi.ts'

function FileLink({ code, file }: { code: string; file: PublicFile }) {
  const { t } = useTranslation('editions')
  const format = useFormats()
  return (
    <li>
      <a href={publicFileAddress(code, file.name)} download>
        {t(`format.${file.format}`)}
        <span className="vh"> {t(`sorting.${file.sorting}`)}</span>
      </a>{' '}
      <small>
        {format.bytes(file.sizeBytes)}, {format.date(file.madeAt)}
      </small>
    </li>
  )
}

const filesId = 'register-files'

/** Leads from the top of a page to its files, past a list that may be long; nothing where there are none. */
export function ToPublicFiles({ code }: { code: string }) {
  const { t } = useTranslation('editions')
  const { data } = useQuery(publicFilesQuery(code))
  if (!data || data.total === 0) return null
  return (
    <Button look="quiet" onPress={() => document.getElementById(filesId)?.focus()}>
      {t('toFiles')}
    </Button>
  )
}

/** The published register of replies as files, for each order; nothing where none is made yet. */
export function PublicFiles({ code, className = '' }: { code: string; className?: string | undefined }) {
  const { t } = useTranslation('editions')
  const { data } = useQuery(publicFilesQuery(code))
  if (!data || data.total === 0) return null
  return (
    <div className={`${styles.public} ${className}`}>
      <h2 id={filesId} tabIndex={-1}>
        {t('download')}
      </h2>
      <dl>
        {sortings.map((sorting) => {
          const files = data.items.filter((file) => file.sorting === sorting)
          if (files.length === 0) return null
          return (
            <div key={sorting}>
              <dt>{t(`sorting.${sorting}`)}</dt>
              <dd>
                <ul>
                  {files.map((file) => (
                    <FileLink key={file.name} code={code} file={file} />
                  ))}
                </ul>
              </dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}
