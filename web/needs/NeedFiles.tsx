import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fileMediaTypes } from '#schema/files'
import { type MyNeed, type NeedFile, needFileLimit } from '#schema/needs'
import { upload } from '../api/upload.ts'
import { useFormats } from '../i18n/format.ts'
import styles from '../qualifiedList/qualifiedList.module.css'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { myNeedQuery, needPath } from './needsApi.ts'

/** Drawings and pictures of what is needed. */
export function NeedFiles({ need }: { need: MyNeed }) {
  const { t } = useTranslation('needs')
  const format = useFormats()
  const queries = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const add = useMutation({
    mutationFn: (file: File) => upload<NeedFile>(`${needPath(need.code)}/files`, file),
    onSuccess: (file) =>
      queries.setQueryData<MyNeed>(
        myNeedQuery(need.code).queryKey,
        (before) => before && { ...before, files: [...before.files, file] },
      ),
  })
  return (
    <section>
      <h2>{t('facts.files')}</h2>
      {need.files.length === 0 && <p>{t('facts.noFiles')}</p>}
      <ul className={styles.files}>
        {need.files.map(({ id, name, sizeBytes }) => (
          <li key={id}>
            <a href={`${needPath(need.code)}/files/${id}`}>{name}</a> {format.bytes(sizeBytes)}
          </li>
        ))}
      </ul>
      <Failure error={add.error} />
      {need.isMine && need.files.length < needFileLimit && (
        <>
          <input
            ref={input}
            type="file"
            hidden
            accept={fileMediaTypes.join(',')}
            onChange={(event) => {
              const [file] = event.target.files ?? []
              event.target.value = ''
              if (file) add.mutate(file)
            }}
          />
          <Button icon="upload" isPending={add.isPending} onPress={() => input.current?.click()}>
            {t('addFile')}
          </Button>
        </>
      )}
    </section>
  )
}
