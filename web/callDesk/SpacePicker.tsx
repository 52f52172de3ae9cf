import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Space, SpaceList } from '#schema/spaces'
import { api } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { TextField } from '../ui/fields.tsx'
import styles from './callDesk.module.css'
import { freeStatuses } from './freeStatuses.ts'

interface SpacePickerProps {
  id: string
  chosen: readonly string[]
  onChoose: (space: Space) => void
}

/** Finds spaces of the census that can go into a lot, by code or words, and gives the one that is chosen. */
export function SpacePicker({ id, chosen, onChoose }: SpacePickerProps) {
  const { t } = useTranslation('callDesk')
  const [words, setWords] = useState('')
  const { data, error } = useQuery({
    queryKey: ['spacePicker', words],
    enabled: words.trim().length > 1,
    queryFn: ({ signal }) =>
      api<SpaceList>(`/api/spaces?limit=8&status=${freeStatuses}&q=${encodeURIComponent(words.trim())}`, {
        signal,
      }),
  })
  const choose = async (code: string) => onChoose(await api<Space>(`/api/spaces/${encodeURIComponent(code)}`))
  const found = data?.items.filter(({ code }) => !chosen.includes(code))
  return (
    <>
      <TextField
        id={id}
        type="search"
        label={t('field.findSpace')}
        hint={t('field.findSpaceHint')}
        value={words}
        onChange={setWords}
      />
      <Failure error={error} />
      {found?.length === 0 && <p className={styles.note}>{t('noSpaceFound')}</p>}
      <div className={styles.buttons}>
        {found?.map(({ code, name }) => (
          <Button key={code} onPress={() => void choose(code)}>
            {t('addSpace', { code, name })}
          </Button>
        ))}
      </div>
    </>
  )
}
