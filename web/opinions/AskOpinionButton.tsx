import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../accounts/useMe.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { type AskAbout, AskForm } from './AskForm.tsx'
import styles from './opinions.module.css'
import { deskOpinionsQuery } from './opinionsApi.ts'

function AskDialog({ about, onClose, onDone }: { about: AskAbout; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('opinions')
  const { data } = useQuery(deskOpinionsQuery(''))
  return (
    <Dialog title={t('desk.ask')} open onClose={onClose}>
      {data ? <AskForm terms={data.terms} about={about} onDone={onDone} /> : <Skeleton lines={8} />}
    </Dialog>
  )
}

/** Asks Municipi about the thing a page is about; nothing for who may not ask about the like. */
export function AskOpinionButton({ about }: { about: AskAbout }) {
  const { t } = useTranslation('opinions')
  const { may } = useMe()
  const [open, setOpen] = useState(false)
  const [isDone, setDone] = useState(false)
  if (!may(about.kind === 'plan' ? 'examineObservations' : 'prepareCalls')) return null
  return (
    <div className={styles.buttons}>
      <Button onPress={() => setOpen(true)}>{t('desk.ask')}</Button>
      <span role="status">{isDone && t('desk.done.asked')}</span>
      {open && (
        <AskDialog
          about={about}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            setDone(true)
          }}
        />
      )}
    </div>
  )
}
