import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CallPurposes as Found, type Taking, takings } from '#schema/opinions'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Form } from '../ui/Form.tsx'
import { RadioGroup, TextField } from '../ui/fields.tsx'
import { Tag } from '../ui/marks.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './opinions.module.css'
import { callPurposesQuery, useTakePurpose } from './opinionsApi.ts'
import { PurposeRows } from './PurposeRows.tsx'
import { Refused } from './Refused.tsx'

type Item = Found['items'][number]

interface TakeFormProps {
  code: string
  version: number
  item: Item
  onDone: () => void
}

function TakeForm({ code, version, item, onDone }: TakeFormProps) {
  const { t } = useTranslation('opinions')
  const take = useTakePurpose(code)
  const [taken, setTaken] = useState<Taking>(item.decision?.taken ?? 'points')
  const [points, setPoints] = useState<number | undefined>(item.decision?.points ?? 5)
  const [reason, setReason] = useState(item.decision?.reason ?? '')
  const [tried, setTried] = useState(false)
  const noPoints = taken === 'points' && !points
  const noReason = taken === 'no' && reason.trim() === ''
  const submit = () => {
    setTried(true)
    if (noPoints || noReason) return
    take.mutate(
      {
        id: item.purpose.id,
        version,
        lot: item.lot,
        taken,
        points: taken === 'points' ? (points ?? null) : null,
        reason: reason.trim() || null,
      },
      { onSuccess: onDone },
    )
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <RadioGroup
        id="take-how"
        label={t('take.how')}
        value={taken}
        options={takings.map((value) => ({ value, label: t(`take.${value}`) }))}
        onChange={(value) => setTaken(value as Taking)}
      />
      {taken === 'points' && (
        <NumberField
          id="take-points"
          label={t('take.pointsField')}
          maximum={1000}
          value={points}
          error={tried && noPoints ? t('ask.missing') : undefined}
          onChange={setPoints}
        />
      )}
      <TextField
        id="take-reason"
        label={t('take.reason')}
        rows={3}
        maxLength={2000}
        optional={taken !== 'no'}
        value={reason}
        error={tried && noReason ? t('ask.missing') : undefined}
        onChange={setReason}
      />
      <Refused error={take.error} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isPending={take.isPending}>
          {t('take.save')}
        </Button>
      </div>
    </Form>
  )
}

interface LotPurposeProps {
  item: Item
  mayDecide: boolean
  onDecide: () => void
}

function LotPurpose({ item, mayDecide, onDecide }: LotPurposeProps) {
  const { t } = useTranslation('opinions')
  const { lot, purpose, decision, inLot } = item
  const isGone = decision !== null && decision.taken !== 'no' && !inLot
  return (
    <div className={styles.form}>
      <p className={styles.rowHead}>
        <b>{t('take.lot', { lot })}</b>
        {!decision && <Tag tone="warn">{t('take.undecided')}</Tag>}
        {isGone && <Tag tone="warn">{t('take.gone')}</Tag>}
      </p>
      <PurposeRows
        items={[purpose]}
        actions={() =>
          mayDecide && (
            <div className={styles.buttons}>
              <Button aria-label={t('take.decideOf', { space: purpose.space.code })} onPress={onDecide}>
                {t('take.decide')}
              </Button>
            </div>
          )
        }
      />
    </div>
  )
}

interface CallPurposesProps {
  code: string
  /** Whether something else waits to be saved: a decision would be made on an older draft. */
  isDirty: boolean
  onTaken: () => void
}

/** Purposes of Municipi for the spaces of a call that is prepared, each to be taken over or not, with a reason. */
export function CallPurposes({ code, isDirty, onTaken }: CallPurposesProps) {
  const { t } = useTranslation('opinions')
  const { data } = useQuery(callPurposesQuery(code))
  const [chosen, setChosen] = useState<Item | null>(null)
  const [isDone, setDone] = useState(false)
  if (!data) return null
  const { version, isDraft, items } = data
  return (
    <section className={styles.section}>
      <h2>{t('take.title')}</h2>
      <p className={styles.note}>{t(items.length > 0 ? 'take.intro' : 'take.none')}</p>
      {isDraft && isDirty && items.length > 0 && <p>{t('take.dirty')}</p>}
      <p role="status">{isDone && t('take.saved')}</p>
      {items.map((item) => (
        <LotPurpose
          key={item.purpose.id + item.lot}
          item={item}
          mayDecide={isDraft && !isDirty}
          onDecide={() => setChosen(item)}
        />
      ))}
      {chosen && (
        <Dialog
          title={t('take.decideOf', { space: chosen.purpose.space.code })}
          open
          onClose={() => setChosen(null)}
        >
          <TakeForm
            code={code}
            version={version}
            item={chosen}
            onDone={() => {
              setChosen(null)
              setDone(true)
              onTaken()
            }}
          />
        </Dialog>
      )}
    </section>
  )
}
