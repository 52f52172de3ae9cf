import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxItem, SubmissionReceipt } from '#schema/observations'
import styles from '../callDesk/callDesk.module.css'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note, Tag } from '../ui/marks.tsx'
import { InboxParts } from './InboxParts.tsx'
import { dismissItem, inboxKey, originalPath } from './inboxApi.ts'
import own from './observations.module.css'
import { RegisterForm } from './RegisterForm.tsx'

function DismissForm({ item, onDone }: { item: InboxItem; onDone: () => void }) {
  const { t } = useTranslation('inbox')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const dismiss = useMutation({ mutationFn: () => dismissItem(item.id, reason), onSuccess: onDone })
  const isShort = reason.trim().length < 5
  const submit = () => {
    setTried(true)
    if (!isShort) dismiss.mutate()
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <Failure error={dismiss.error} />
      <TextField
        id="reason"
        rows={3}
        label={t('dialog.reason')}
        error={tried && isShort ? t('dialog.missing') : undefined}
        value={reason}
        onChange={setReason}
      />
      <Button type="submit" isPending={dismiss.isPending}>
        {t('dismiss')}
      </Button>
    </Form>
  )
}

/** What could be read of an item, and where its original is. */
function ItemFacts({ item }: { item: InboxItem }) {
  const { t } = useTranslation('inbox')
  const format = useFormats()
  const { id, name, channel, rowNumber, receivedAt, isLate, sender, subject, text, problem } = item
  return (
    <>
      <h3>{subject ?? sender ?? name}</h3>
      <p>
        <Tag>{t(`channel.${channel}`)}</Tag> {isLate && <Tag tone="warn">{t('late')}</Tag>} {sender}{' '}
        {receivedAt && t('received', { date: `${format.date(receivedAt)}, ${format.exactTime(receivedAt)}` })}
      </p>
      {problem && (
        <Note tone="warn" icon="warn">
          {t(`problem.${problem}`)}
        </Note>
      )}
      <p>
        <a href={originalPath(id)}>{t('original', { name })}</a>{' '}
        {rowNumber > 0 && t('row', { number: rowNumber })}
      </p>
      {text && (
        <Disclosure level={4} title={t('dialog.text')}>
          <p className={own.words}>{text}</p>
        </Disclosure>
      )}
      <InboxParts item={item} />
    </>
  )
}

interface ItemProps {
  item: InboxItem
  onOpen: (what: 'register' | 'dismiss') => void
}

function InboxRow({ item, onOpen }: ItemProps) {
  const { t } = useTranslation('inbox')
  const { submission, dismissedReason } = item
  const isOpen = !submission && dismissedReason === null
  return (
    <li className={styles.item}>
      <ItemFacts item={item} />
      {submission && (
        <p>
          <Link to={`/desk/observations/${submission.id}`}>
            {t('registered', { number: submission.number })}
          </Link>
        </p>
      )}
      {dismissedReason !== null && <p>{t('dismissed', { reason: dismissedReason })}</p>}
      {isOpen && (
        <div className={styles.buttons}>
          <Button look="primary" onPress={() => onOpen('register')}>
            {t('register')}
          </Button>
          <Button onPress={() => onOpen('dismiss')}>{t('dismiss')}</Button>
        </div>
      )}
    </li>
  )
}

interface InboxItemsProps {
  plan: string
  items: readonly InboxItem[]
  onRegistered: (receipt: SubmissionReceipt) => void
}

/** What came in, each to be registered or put aside. */
export function InboxItems({ plan, items, onRegistered }: InboxItemsProps) {
  const { t } = useTranslation('inbox')
  const queries = useQueryClient()
  const [open, setOpen] = useState<{ item: InboxItem; what: 'register' | 'dismiss' } | null>(null)
  const end = () => {
    setOpen(null)
    void queries.invalidateQueries({ queryKey: inboxKey(plan) })
    void queries.invalidateQueries({ queryKey: ['desk', 'plans'] })
  }
  return (
    <>
      <ul className={own.form}>
        {items.map((item) => (
          <InboxRow key={item.id} item={item} onOpen={(what) => setOpen({ item, what })} />
        ))}
      </ul>
      {open && (
        <Dialog title={t(`dialog.${open.what}`)} open onClose={() => setOpen(null)}>
          {open.what === 'register' ? (
            <RegisterForm
              item={open.item}
              onDone={(receipt) => {
                onRegistered(receipt)
                end()
              }}
            />
          ) : (
            <DismissForm item={open.item} onDone={end} />
          )}
        </Dialog>
      )}
    </>
  )
}
