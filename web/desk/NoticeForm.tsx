import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { romeDate } from '#rules/city'
import type { DeskRequest } from '#schema/allocation'
import type { DeskNotice, NoticeRecord } from '#schema/notices'
import { useFormErrors } from '../accounts/formErrors.ts'
import { api } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { RadioGroup, TextField } from '../ui/fields.tsx'
import styles from './desk.module.css'
import { deskRequestQuery } from './deskRequestQuery.ts'

type Written = Required<NoticeRecord>

function useErrors() {
  const { t } = useTranslation('notices')
  const today = romeDate(new Date())
  return ({ channel, address, sentOn, trackingNumber, deliveredOn }: Written) => ({
    address: address.trim().length < 5 && t('form.addressMissing'),
    trackingNumber:
      channel === 'registeredPost' && trackingNumber.trim().length < 3 && t('form.trackingMissing'),
    sentOn: (sentOn === '' || sentOn > today) && t('form.sentOnWrong'),
    deliveredOn:
      deliveredOn !== '' && (deliveredOn < sentOn || deliveredOn > today) && t('form.deliveredOnWrong'),
  })
}

const bodyOf = ({ channel, address, sentOn, trackingNumber, deliveredOn }: Written): NoticeRecord => ({
  channel,
  address: address.trim(),
  sentOn,
  ...(channel === 'registeredPost' ? { trackingNumber: trackingNumber.trim() } : {}),
  ...(deliveredOn ? { deliveredOn } : {}),
})

function useRecord(notice: DeskNotice, requestId: string, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (written: Written) =>
      api<DeskRequest>(`/api/desk/notices/${notice.id}`, { method: 'POST', body: bodyOf(written) }),
    onSuccess: (changed) => {
      queries.setQueryData(deskRequestQuery(requestId).queryKey, changed)
      onDone()
    },
  })
}

interface NoticeFormProps {
  notice: DeskNotice
  requestId: string
  onClose: () => void
}

/** When a notice on paper was sent and delivered, as the post's receipt says. */
export function NoticeForm({ notice, requestId, onClose }: NoticeFormProps) {
  const { t } = useTranslation(['notices', 'ui'])
  const findErrors = useErrors()
  const record = useRecord(notice, requestId, onClose)
  const [written, setWritten] = useState<Written>({
    channel: notice.channel === 'byHand' ? 'byHand' : 'registeredPost',
    address: notice.address ?? '',
    sentOn: notice.sentOn ?? '',
    trackingNumber: notice.trackingNumber ?? '',
    deliveredOn: '',
  })
  const { errors, errorOf, check, tell } = useFormErrors<keyof Written>('sentOn')
  const field = (name: Exclude<keyof Written, 'channel'>) => ({
    id: name,
    value: written[name],
    onChange: (value: string) => setWritten((before) => ({ ...before, [name]: value })),
    error: errorOf(name),
  })
  const submit = () => {
    if (check(findErrors(written))) record.mutate(written, { onError: tell })
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <ErrorSummary entries={errors} />
      <RadioGroup
        id="channel"
        label={t('notices:form.channel')}
        value={written.channel}
        onChange={(value) => setWritten((before) => ({ ...before, channel: value as Written['channel'] }))}
        options={(['registeredPost', 'byHand'] as const).map((value) => ({
          value,
          label: t(`notices:channel.${value}`),
        }))}
      />
      <TextField
        {...field('address')}
        label={t('notices:form.address')}
        hint={t('notices:form.addressHint')}
        maxLength={300}
      />
      {written.channel === 'registeredPost' && (
        <TextField {...field('trackingNumber')} label={t('notices:form.tracking')} maxLength={40} />
      )}
      <div className={styles.pair}>
        <TextField {...field('sentOn')} type="date" label={t('notices:form.sentOn')} />
        <TextField {...field('deliveredOn')} type="date" optional label={t('notices:form.deliveredOn')} />
      </div>
      <p className={styles.mailed}>{t('notices:form.deliveredHint')}</p>
      <div className={styles.formButtons}>
        <Button type="submit" look="primary" isPending={record.isPending}>
          {t('notices:form.keep')}
        </Button>
        <Button onPress={onClose}>{t('ui:cancel')}</Button>
      </div>
    </Form>
  )
}
