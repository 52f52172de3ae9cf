import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AskedOpinion } from '#schema/opinions'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import styles from './opinions.module.css'
import { useSetHearing } from './opinionsApi.ts'
import { Refused } from './Refused.tsx'

/** When and where the council will sit about what was asked. */
export function HearingForm({ asked, onDone }: { asked: AskedOpinion; onDone: () => void }) {
  const { t } = useTranslation('opinions')
  const [on, setOn] = useState(asked.hearingOn ?? '')
  const [place, setPlace] = useState(asked.hearingPlace ?? '')
  const hearing = useSetHearing()
  const submit = () =>
    hearing.mutate({ id: asked.id, on: on || null, place: place.trim() || null }, { onSuccess: onDone })
  return (
    <Form className={styles.form} onSubmit={submit}>
      <TextField
        id="hearing-on"
        type="date"
        optional
        label={t('municipio.hearingOn')}
        value={on}
        onChange={setOn}
      />
      <TextField
        id="hearing-place"
        optional
        maxLength={200}
        label={t('municipio.hearingPlace')}
        value={place}
        onChange={setPlace}
      />
      <Refused error={hearing.error} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isPending={hearing.isPending}>
          {t('municipio.save')}
        </Button>
      </div>
    </Form>
  )
}
