import { useTranslation } from 'react-i18next'
import type { RequestContent, RequestKind } from '#schema/allocation'
import type { SummaryEntry } from '../../ui/ErrorSummary.tsx'
import { Checkbox } from '../../ui/fields.tsx'
import { localAddress } from '../../url/navigate.ts'
import styles from './ask.module.css'

type Consents = NonNullable<RequestContent['consents']>

interface DeclarationsProps {
  kind: RequestKind
  consents: Consents
  onChange: (consents: Consents) => void
  errors: readonly SummaryEntry[]
}

/** What one confirms in sending. None is ticked beforehand. */
export function Declarations({ kind, consents, onChange, errors }: DeclarationsProps) {
  const { t } = useTranslation('requests')
  const names =
    kind === 'application' ? (['privacy', 'truth'] as const) : (['privacy', 'truth', 'notBinding'] as const)
  return (
    <fieldset className={styles.group}>
      <legend>{t('ask.review.declarations')}</legend>
      {names.map((name) => (
        <div key={name} id={`consents-${name}`}>
          <Checkbox
            checked={consents[name] ?? false}
            invalid={errors.some(({ field }) => field === `consents-${name}`)}
            onChange={(checked) => onChange({ ...consents, [name]: checked })}
          >
            {t(`ask.review.${name}`)}
          </Checkbox>
        </div>
      ))}
      <p>
        <a href={localAddress('/privacy')} target="_blank" rel="noreferrer">
          {t('ask.review.privacyLink')}
        </a>
      </p>
    </fieldset>
  )
}
